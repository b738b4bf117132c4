// Who will read what one is about to say, in words: for every label and button that sends something.
import type { By } from '../../shared/rows/schema.ts';

/** A reader of a circulated version speaks to the draft's members and to its other readers. */
export const audienceOf = ({ role }: By): string => (role === 'reader' ? 'the delegations and readers' : 'everyone');
