// Times of a record that were stamped by a clock far ahead of the one that runs now (rule L17). Times of a record never
// go back, so whatever is done until then bears the same.
import { clockDoubtMs } from './limits.ts';

/** `at`: of an entry or a row. Both in ms since 1970. */
export const isDoubtful = (at: number, now: number): boolean => at - now > clockDoubtMs;

/**
 * By which it is judged what is over. `at`: the newest of the record. A clock that was set back makes nothing live
 * again; one that was far ahead ends nothing.
 */
export const timeToJudgeBy = (at: number, now: number): number => (isDoubtful(at, now) ? now : Math.max(at, now));
