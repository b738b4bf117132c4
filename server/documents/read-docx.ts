// A Word file as blocks. The archive is looked at before anything reads it: how many parts, how large unpacked, no
// declarations of entities, nothing fetched from outside. Then mammoth makes simple HTML of it, which is read here;
// pictures are left out.
import JSZip from 'jszip';
import mammoth from 'mammoth';
import type { Source } from '../../shared/documents/source.ts';
import { archiveEntriesMax, unpackedBytesMax, unpackRatioMax } from '../../shared/limits.ts';
import { readHtml } from './read-html.ts';

/** Why a file cannot be read, in words for whoever brought it. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

export async function readDocx(bytes: Buffer): Promise<Source> {
  const zip = await JSZip.loadAsync(bytes).catch(() => {
    throw new Unreadable('The Word file is damaged: its archive cannot be read.');
  });
  const parts = Object.values(zip.files).filter(({ dir }) => !dir);
  if (parts.length > archiveEntriesMax) throw new Unreadable('The Word file has too many parts.');
  if (!zip.file('word/document.xml')) throw new Unreadable('This archive is no Word document.');
  let unpacked = 0;
  let outside = 0;
  for (const part of parts) {
    const isXml = /\.(xml|rels)$/.test(part.name);
    const { size, text } = await unpack(
      part,
      isXml,
      Math.min(unpackedBytesMax, bytes.length * unpackRatioMax) - unpacked,
    );
    unpacked += size;
    if (/<!(DOCTYPE|ENTITY)/i.test(text))
      throw new Unreadable('The Word file declares entities, which no Word file needs. It is not read.');
    if (part.name.endsWith('.rels'))
      outside += [...text.matchAll(/<Relationship [^>]*TargetMode="External"[^>]*>/g)].filter(
        ([tag]) => !/hyperlink"/.test(tag),
      ).length;
  }
  const { value } = await mammoth.convertToHtml(
    { buffer: bytes },
    {
      styleMap: ['u => u', "p[style-name='Title'] => h1:fresh", "p[style-name='Quote'] => blockquote:fresh"],
      externalFileAccess: false,
    },
  );
  const source = readHtml(value);
  return outside === 0
    ? source
    : { ...source, dropped: [...source.dropped, `${outside} × something that the file takes from outside`] };
}

/** Counts what comes out while it comes out: sizes that an archive states are not to be trusted. */
function unpack(part: JSZip.JSZipObject, isText: boolean, bytesLeft: number): Promise<{ size: number; text: string }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = part.nodeStream();
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > bytesLeft) {
        stream.pause();
        reject(new Unreadable('The Word file unpacks to far more than it holds. It is not read.'));
      } else if (isText) chunks.push(chunk);
    });
    stream.on('error', () => reject(new Unreadable('The Word file is damaged: a part of it cannot be unpacked.')));
    stream.on('end', () => resolve({ size, text: Buffer.concat(chunks).toString('utf8') }));
  });
}
