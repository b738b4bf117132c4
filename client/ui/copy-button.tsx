// Copies a text and says so; also on pages by plain http, where browsers keep their clipboard closed.
import type { ReactNode } from 'react';
import { useState } from 'react';

type Done = 'not yet' | 'copied' | 'failed';
export const copyWords: Readonly<Record<Done, string>> = {
  'not yet': '',
  copied: 'Copied',
  failed: 'This browser does not let the page copy: select the text instead.',
};

type CopyProps = {
  readonly label: string;
  /** For screen readers, where the label alone does not say what is copied; begins with the label. */
  readonly named?: string;
  readonly text: string;
  readonly className?: string;
};

export function CopyButton({ label, named, text, className = 'button' }: CopyProps): ReactNode {
  const [done, setDone] = useState<Done>('not yet');
  return (
    <>
      <button type="button" className={className} aria-label={named} onClick={() => void copy(text).then(setDone)}>
        {label}
      </button>
      <output className="quiet">{copyWords[done]}</output>
    </>
  );
}

/** Also from an open dialog, outside of which nothing can be selected. */
export async function copy(text: string): Promise<Exclude<Done, 'not yet'>> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return copyBySelection(text) ? 'copied' : 'failed'; // no clipboard without https, or not for this page
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  (document.querySelector('dialog:modal') ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
}
