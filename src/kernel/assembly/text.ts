/** Where the text stands that the kernel looks at: a window of it at a time. */

/** Bytes of text in one window. */
export const WINDOW: i32 = 0x40000;
/** Bytes on each side of the window that may be read, too: text where there is some, else zeros. */
export const MARGIN: i32 = 0x1000;

/** Address of the window's first byte. */
export const TEXT: i32 = i32(memory.data(0x42000, 16)) + MARGIN;
