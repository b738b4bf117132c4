// What an attack is: who does what for some seconds. How it does it stands with its kind; what it costs is measured by
// somebody else.
import type { Hostile } from './hostile.ts';

/** The cheapest actor that is capable of it. */
export type Actor =
  | 'no cookie'
  | "reader's link"
  | 'observer'
  | 'delegate'
  | 'head'
  | 'drafter'
  | 'chair of another draft'
  | 'four colluding'
  | 'eight colluding';

export type Attack = {
  /** With the number of its item in the issue, or `+` for more of its kind. */
  readonly name: string;
  readonly actor: Actor;
  /** Goes on until `hostile.isOver`. Resolves with what it was given that nobody should be, in words, or nothing. */
  run(hostile: Hostile): Promise<string | undefined>;
};

/** An attack whose harm shows in the figures alone. */
export const attack = (name: string, actor: Actor, does: (hostile: Hostile) => Promise<unknown>): Attack => ({
  name,
  actor,
  run: async hostile => {
    await does(hostile);
    return undefined;
  },
});

/** An attack that also looks whether it got what it should not. */
export const attackFor = (name: string, actor: Actor, run: Attack['run']): Attack => ({ name, actor, run });
