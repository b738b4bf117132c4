// A document's name, taken apart: whose draft it is of, and which part of it.
import type { DocName } from '../../shared/ids.ts';
import { DocPart, DraftId } from '../../shared/ids.ts';

// An id holds no slash; a part may come to hold some.
export const draftOf = (doc: DocName): DraftId => DraftId.parse(doc.slice(0, doc.indexOf('/')));
export const partOf = (doc: DocName): DocPart => DocPart.parse(doc.slice(doc.indexOf('/') + 1));
