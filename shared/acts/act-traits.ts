// What each kind of act makes and which words of people its entry holds. One line for each: a new act does not compile
// without it. Who may read, redact or restore those words is decided where that is done.
import type { Table } from '../rows/schema.ts';
import type { ActKind } from './act.ts';

export type ActTraits = {
  /** The tables in which it makes a row that is named after itself. */
  readonly makes: readonly Table[];
  /**
   * What people wrote in it. `declared`: titles, outcomes, statements. `said`: a comment, which may be removed or
   * reworded. `bodies`: words of points, of which some may stand and some not.
   */
  readonly holds: 'nothing' | 'declared' | 'said' | 'bodies';
  /** Words of a point that its entry quotes: those that it hangs on, and those that it hung on before. */
  readonly quotes: 'nothing' | 'now' | 'now and before';
  /** Its entry tells what stood before, which nothing else holds. */
  readonly tellsOfEarlier: boolean;
  /** Whether its words can be redacted by order. Names of people and settings cannot. */
  readonly isRedactable: boolean;
};

const plain: ActTraits = { makes: [], holds: 'nothing', quotes: 'nothing', tellsOfEarlier: false, isRedactable: false };
const declares: ActTraits = { ...plain, holds: 'declared', isRedactable: true };
const renames: ActTraits = { ...declares, tellsOfEarlier: true };
const says: ActTraits = { ...plain, holds: 'said', isRedactable: true };
const writes: ActTraits = { ...plain, holds: 'bodies', isRedactable: true };
const attaches: ActTraits = { ...plain, quotes: 'now and before', tellsOfEarlier: true, isRedactable: true };

const traits: { readonly [K in ActKind]: ActTraits } = {
  'draft.create': plain,
  'draft.drafting': plain,
  'draft.delegates': plain,
  'draft.passing': plain,
  'version.name': { ...declares, makes: ['versions'] },
  'circulation.send': { ...plain, makes: ['circulations'] },
  'circulation.end': plain,
  'record.redact': plain,
  'words.restore': writes,
  'party.add': plain,
  'party.rename': plain,
  'party.remove': plain,
  'member.add': plain,
  'member.change': plain,
  'member.remove': plain,
  'theme.add': { ...declares, makes: ['themes'] },
  'theme.rename': renames,
  'theme.move': plain,
  'theme.remove': plain,
  'theme.restore': plain,
  'point.add': { ...writes, makes: ['points'] },
  'point.rename': renames,
  'point.move': plain,
  'point.remove': plain,
  'point.restore': plain,
  'point.lock': plain,
  'point.unlock': plain,
  'outline.import': writes,
  'thread.open': { ...says, makes: ['threads', 'comments'], quotes: 'now' },
  'thread.reply': { ...says, makes: ['comments'] },
  'thread.propose': declares,
  'thread.resolve': declares,
  'thread.keep-open': plain,
  'thread.reopen': plain,
  'thread.attach': attaches,
  'comment.edit': says,
  'comment.remove': plain,
  'red-line.add': { ...declares, makes: ['redLines'] },
  'red-line.amend': renames,
  'red-line.change': declares,
  'flag.raise': { ...declares, makes: ['flags'], quotes: 'now' },
  'flag.amend': declares,
  'flag.affirm': plain,
  'flag.dispute': declares,
  'flag.settle': declares,
  'flag.withdraw': plain,
  'flag.reopen': plain,
  'flag.attach': attaches,
  'flag.discuss': { ...says, makes: ['threads', 'comments'], quotes: 'now' },
  'stance.take': declares,
  'stance.undo': plain,
};

/** `kind`: also of a later version, which this one knows nothing of, or of what is no act. */
export const traitsOf = (kind: string): ActTraits | null =>
  Object.hasOwn(traits, kind) ? traits[kind as ActKind] : null; // it is a key of the table

/** Of an entry or a line of the history, by its kind. */
export const isRedactableKind = (kind: string): boolean => kind === 'text' || traitsOf(kind)?.isRedactable === true;

/** The fields of acts in which people write. A quote of the draft's own words is in none of them. */
export const writtenFields: readonly string[] = [
  'text',
  'statement',
  'reason',
  'outcome',
  'note',
  'title',
  'name',
  'who',
  'where',
];
