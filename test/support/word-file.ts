// Small Word files as Word would write them, and as an attacker would.
import JSZip from 'jszip';

const types =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const relations = (inner: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A paragraph: words, perhaps bold, italic or underlined. */
export const wordLine = (text: string, marks = ''): string =>
  `<w:p><w:r><w:rPr>${marks}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

export type WordFile = {
  /** Of the body. */
  readonly body: string;
  /** Before the document's root element. */
  readonly prolog?: string;
  readonly relations?: string;
  readonly more?: Readonly<Record<string, string>>;
};

export async function wordFile({ body, prolog = '', relations: own = '', more = {} }: WordFile): Promise<Buffer> {
  const zip = new JSZip();
  zip.file('[Content_Types].xml', types);
  zip.file(
    '_rels/.rels',
    relations(`<Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/>`),
  );
  zip.file('word/_rels/document.xml.rels', relations(own));
  zip.file(
    'word/document.xml',
    `<?xml version="1.0"?>${prolog}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${office}"><w:body>${body}</w:body></w:document>`,
  );
  for (const [name, content] of Object.entries(more)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 9 } });
}
