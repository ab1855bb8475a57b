/** What a person calls a binary file, by its first bytes. */

export interface Signature {
  what: string;
  isArchive: boolean;
}

/** By the first bytes, each latin1 character one byte; the longer ones first where two begin alike. */
const STARTS: readonly [start: string, what: string][] = [
  ['\xff\xd8\xff', 'image (JPEG)'],
  ['\x89PNG\r\n\x1a\n', 'image (PNG)'],
  ['GIF8', 'image (GIF)'],
  ['BM', 'image (BMP)'],
  ['II*\0', 'image (TIFF)'],
  ['MM\0*', 'image (TIFF)'],
  ['8BPS', 'image (Photoshop)'],
  ['\0\0\x01\0', 'image (icon)'],
  ['\0\0\0\x0cJXL ', 'image (JPEG XL)'],
  ['\xff\x0a', 'image (JPEG XL)'],
  ['\0\0\0\x0cjP  ', 'image (JPEG 2000)'],
  ['wOFF', 'font (WOFF)'],
  ['wOF2', 'font (WOFF2)'],
  ['OTTO', 'font (OpenType)'],
  ['ttcf', 'font (TrueType collection)'],
  ['true\0', 'font (TrueType)'],
  ['\0\x01\0\0', 'font (TrueType)'],
  ['ID3', 'audio (MP3)'],
  ['\xff\xfb', 'audio (MP3)'],
  ['\xff\xf3', 'audio (MP3)'],
  ['OggS', 'audio (Ogg)'],
  ['fLaC', 'audio (FLAC)'],
  ['MThd', 'audio (MIDI)'],
  ['\x1a\x45\xdf\xa3', 'video (Matroska or WebM)'],
  ['FLV\x01', 'video (FLV)'],
  ['\0\0\x01\xba', 'video (MPEG)'],
  ['\x7fELF', 'ELF executable'],
  ['\xfe\xed\xfa', 'Mach-O executable'],
  ['\xce\xfa\xed\xfe', 'Mach-O executable'],
  ['\xcf\xfa\xed\xfe', 'Mach-O executable'],
  ['MZ', 'Windows executable'],
  ['\0asm', 'WebAssembly'],
  ['dex\n', 'Android bytecode'],
  ['BC\xc0\xde', 'LLVM bitcode'],
  ['\x1bLua', 'compiled Lua'],
  ['!<arch>\n', 'library (ar)'],
  ['DIRC', 'Git index'],
  ['PACK', 'Git pack'],
  ['\xfftOc', 'Git pack index'],
  ['\xfe\xed\xfe\xed', 'Java key store'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'document (Microsoft Office 97)'],
  ['PAR1', 'data (Parquet)'],
  ['\x89HDF\r\n', 'data (HDF5)'],
  ['\x93NUMPY', 'data (NumPy)'],
  ['\xde\x12\x04\x95', 'translations (gettext)'],
];

const ARCHIVES: readonly [start: string, name: string][] = [
  ['\xfd7zXZ\0', 'xz'],
  ['7z\xbc\xaf\x27\x1c', '7z'],
  ['Rar!\x1a\x07', 'rar'],
  ['BZh', 'bzip2'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['\x04\x22\x4d\x18', 'lz4'],
  ['LZIP', 'lzip'],
  ['\x5d\0\0', 'lzma'],
  ['\x1f\x9d', 'compress'],
  ['MSCF', 'cab'],
  ['\xed\xab\xee\xdb', 'rpm'],
  ['070707', 'cpio'],
  ['070701', 'cpio'],
  ['\xc7\x71', 'cpio'],
  ['hsqs', 'SquashFS'],
];

const RIFF: Record<string, string> = {
  WAVE: 'audio (WAV)',
  'AVI ': 'video (AVI)',
  WEBP: 'image (WebP)',
};

/** Brands of the ISO base media format that are no video. */
const BRANDS: Record<string, string> = {
  avif: 'image (AVIF)',
  heic: 'image (HEIC)',
  heix: 'image (HEIC)',
  mif1: 'image (HEIF)',
  'M4A ': 'audio (M4A)',
};

const FAT_BINARIES = 40; // processors in a universal Mach-O file at most; a Java class has its version there
const LONGEST = 64; // bytes

/** @param sample the beginning of bytes that are no text. "binary data" where nothing is known of them. */
export function signatureOf(sample: Buffer): Signature {
  const start = sample.toString('latin1', 0, LONGEST);
  const archive = ARCHIVES.find(([text]) => start.startsWith(text));
  if (archive) return { what: `archive (${archive[1]})`, isArchive: true };
  return { what: wordFor(start, sample) ?? 'binary data', isArchive: false };
}

function wordFor(start: string, sample: Buffer): string | undefined {
  if (start.startsWith('RIFF')) return RIFF[start.slice(8, 12)];
  if (start.slice(4, 8) === 'ftyp') return BRANDS[start.slice(8, 12)] ?? 'video (MP4)';
  if (start.startsWith('\xca\xfe\xba\xbe') && sample.length >= 8) {
    return sample.readUInt32BE(4) <= FAT_BINARIES ? 'Mach-O executable' : 'Java class';
  }
  if (start.slice(2, 4) === '\r\n' && start.charCodeAt(1) < 0x10) return 'compiled Python';
  if (start.slice(34, 36) === 'LP' && start.slice(8, 11) === '\x02\0\x02') return 'font (EOT)';
  return STARTS.find(([text]) => start.startsWith(text))?.[1];
}
