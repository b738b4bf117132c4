// Why a change to the words was refused: each code with one plain sentence. The details of the case travel beside it.
import { z } from 'zod';

const sentences = {
  malformed: 'This change could not be read.',
  'too-large': 'This change is too large.',
  'too-costly': 'This change takes too long to fit in.',
  'forbidden-content': 'This change holds something a draft cannot hold.',
  'out-of-place': 'This change puts something where it may not stand.',
  'forbidden-link': 'Links may lead to web pages and mail addresses only.',
  'split-character': 'This change would cut a character in two.',
  'foreign-author': 'This change was made in another member’s name.',
  'too-many-clients': 'This change comes from too many devices.',
  'unknown-point': 'This point does not exist.',
  'point-locked': 'This point is locked.',
  'point-removed': 'This point was removed.',
  'drafting-closed': 'Drafting is closed: only the chair and the drafters change the words.',
  'point-full': 'This point holds no more words.',
  'draft-full': 'This draft holds no more words.',
  'read-only': 'You may read this, not change it.',
} as const;

export type RefusalCode = keyof typeof sentences;
// the object above has exactly these keys
export const RefusalCode = z.enum(Object.keys(sentences) as [RefusalCode, ...RefusalCode[]]);
export const refusalText = (code: RefusalCode): string => sentences[code];
