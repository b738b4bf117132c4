// Which entries of the record hold words that somebody typed, said or wrote, and so can be redacted by order. Whether
// they still stand is for the record to say.
import type { ActKind } from './act.ts';

const holdWords: readonly ActKind[] = [
  'version.name',
  'theme.add',
  'theme.rename',
  'point.add',
  'point.rename',
  'outline.import',
  'words.restore',
  'thread.open',
  'thread.reply',
  'thread.propose',
  'thread.resolve',
  'thread.attach',
  'comment.edit',
  'red-line.add',
  'red-line.amend',
  'red-line.change',
  'flag.raise',
  'flag.amend',
  'flag.dispute',
  'flag.settle',
  'flag.discuss',
  'flag.attach',
  'stance.take',
];

/** `kind`: an act's, or `text`. */
export const isRedactableKind = (kind: string): boolean => kind === 'text' || holdWords.some(each => each === kind);
