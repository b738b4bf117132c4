// In a form that stands open: says that somebody else has changed what the form is about. Holds nothing back.
import type { ReactNode } from 'react';
import { useState } from 'react';

/** `now`: all that the form's act would replace. `words`: said as soon as that differs from what it was at first. */
export function ChangedMeanwhile({ now, words }: { now: string; words: string }): ReactNode {
  const [opened] = useState(now);
  return <output className="quiet">{now !== opened && words}</output>;
}

/** Where the form stands below the thing itself. */
export const amendedMeanwhile = 'It was amended meanwhile, as it reads above. Yours takes the place of that.';
