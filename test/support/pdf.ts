/** Makes PDF files of given objects, as programs write them. */
import { deflateSync } from 'node:zlib';

/** An object by its text: its value, or a stream with what stands in its dictionary besides the length. */
export type Given = string | { dictionary: string; stream: Buffer };

/** @param objects the first has the number 1. */
export function pdfOf(objects: readonly Given[], trailer = ''): Buffer {
  const parts = objects.map((object, index) => {
    if (typeof object === 'string') return Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`, 'latin1');
    return Buffer.concat([
      Buffer.from(
        `${index + 1} 0 obj\n<< ${object.dictionary} /Length ${object.stream.length} >>\nstream\n`,
        'latin1',
      ),
      object.stream,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
  });
  const end = Buffer.from(`trailer\n<< /Size 9 ${trailer} >>\nstartxref\n0\n%%EOF\n`, 'latin1');
  return Buffer.concat([Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), ...parts, end]);
}

export function flate(text: string | Buffer): Given {
  return { dictionary: '/Filter /FlateDecode', stream: deflateSync(text) };
}

/** A file of one page that shows what the content draws with the font F1. */
export function pageOf(content: string | Given, font: string, more: readonly Given[] = []): Buffer {
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R >> >> >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>',
    typeof content === 'string' ? flate(content) : content,
    font,
    ...more,
  ]);
}
