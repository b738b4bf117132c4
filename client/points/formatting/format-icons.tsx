// The signs of formatting in the bar, in thin strokes. For eyes only: whoever draws one says its name.
import type { Tool } from './formatting.ts';

export function FormatIcon({ verb }: { verb: Tool['verb'] }) {
  return (
    <svg className="format-icon" data-verb={verb} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shapes[verb]}
    </svg>
  );
}

const lines = <path d="M6.5 4h7.5M6.5 8h7.5M6.5 12h7.5" />;

const shapes: { readonly [V in Tool['verb']]: React.ReactNode } = {
  bold: <path d="M4.5 3h4a2.4 2.4 0 0 1 0 4.8h-4Zm0 4.8H9A2.6 2.6 0 0 1 9 13H4.5Z" />,
  italic: <path d="M7 3h4.5M4.5 13H9m.3-10-2.6 10" />,
  underline: <path d="M4.5 2.5v4.7a3.5 3.5 0 0 0 7 0V2.5M4 13.5h8" />,
  bullet: (
    <>
      {lines}
      <path className="format-dot" d="M2.8 4h.01M2.8 8h.01M2.8 12h.01" />
    </>
  ),
  number: (
    <>
      {lines}
      <path className="format-digit" d="m2.2 2.9 1-.6v3.3M2 9.4c.2-1 2-1 2 .1 0 .8-1.3 1.3-2 2.2h2.1" />
    </>
  ),
  quote: (
    <path
      className="format-filled"
      d="M6.6 3.6C4 4.4 2.6 6.4 2.6 9.2v3.2h4.2V8.6H4.7c.1-1.6.9-2.7 2.4-3.4Zm6.4 0C10.4 4.4 9 6.4 9 9.2v3.2h4.2V8.6h-2.1c.1-1.6.9-2.7 2.4-3.4Z"
    />
  ),
  link: (
    <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-1 1m1.1 2.6a2.6 2.6 0 0 0-3.7 0L3.2 9.1a2.6 2.6 0 0 0 3.7 3.7l1-1" />
  ),
};
