// A stretch of the history's time, as two handles on one line choose it. Pure.

/** Null: from the very beginning, to the very end, wherever that lies by then. */
export type Period = { readonly from: number | null; readonly to: number | null };

type Span = { readonly from: number; readonly to: number };

const steps = 500;
export const stepOf = ({ from, to }: Span): number => Math.max(1, Math.round((to - from) / steps));

/**
 * A handle stops at whole steps from the beginning, so that its last stop lies short of the end: within one step of an
 * end, the end is meant.
 */
export function chosenPeriod(span: Span, { from, to }: Period): Period {
  const step = stepOf(span);
  return {
    from: from === null || from - span.from < step ? null : from,
    to: to === null || span.to - to < step ? null : to,
  };
}
