// What only paper shows (head, open comments, legend, and the style of it all) comes as a file of its own, soon after
// the page stands: printing does not wait for it.
import { useEffect, useState } from 'react';
import { useIsPrinting } from '../../ui/printing/printing.ts';
import type * as PaperFile from './paper.tsx';

type Paper = typeof PaperFile;

/**
 * On its own: what is chained to an `import()`, Vite wraps together with it, and then nobody hears that a style sheet
 * did not come.
 */
const fetchPaper = (): Promise<Paper> => import('./paper.tsx');

/** After what the hands need. */
const afterMs = 2_000;

/** Null: the page is not being printed. */
export function usePaper(): Paper | null {
  const [paper, setPaper] = useState<Paper | null>(null);
  const isPrinting = useIsPrinting();
  useEffect(() => {
    if (paper) return undefined;
    const load = (): void => void fetchPaper().then(setPaper, () => undefined); // asked for again at a print
    const timer = setTimeout(load, isPrinting ? 0 : afterMs);
    return () => clearTimeout(timer);
  }, [paper, isPrinting]);
  return isPrinting ? paper : null;
}
