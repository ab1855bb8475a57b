/** Files that hold other files or streams of text: archives, documents, databases, pictures. */
import { gzipLayers } from './containers/gzip.js';
import { officeXmlLayers } from './containers/office-xml.js';
import type { Place } from './containers/part.js';
import { pdfLayers } from './containers/pdf.js';
import { pngLayers } from './containers/png.js';
import { sqliteLayers } from './containers/sqlite.js';
import { tarLayers } from './containers/tar.js';
import { zipLayers } from './containers/zip.js';
import type { ContainerFormat, ContentKind } from './content-kind.js';
import type { Layer } from './layer.js';

type Reader = (bytes: Buffer, place: Place) => Iterable<Layer> | AsyncIterable<Layer>;

const READERS: Record<ContainerFormat, Reader> = {
  zip: zipLayers,
  gzip: gzipLayers,
  tar: tarLayers,
  pdf: pdfLayers,
  png: pngLayers,
  sqlite: sqliteLayers,
  'office-xml': officeXmlLayers,
};

/**
 * The parts of a container that can be read, in the order of their place, one step deep: a part may be a container
 * itself. What cannot be read is named in the budget.
 */
export async function* containerLayers(
  bytes: Buffer,
  kind: Extract<ContentKind, { kind: 'container' }>,
  place: Place,
): AsyncIterable<Layer> {
  try {
    yield* READERS[kind.format](bytes, place);
  } catch {
    // No reader is known to give up; if one does, what it has not read is named.
    place.budget.skip(place.layers, `${kind.format}: damaged, not read to its end`, { listed: false });
  }
}
