// A party, always the same wherever it stands: its shape, its code, its colour. The colours themselves are tokens.
import type { PartyShape } from '../../../shared/rows/schema.ts';
import './party-badge.css';

type Party = { readonly code: string; readonly colour: number; readonly shape: PartyShape; readonly name?: string };

export function PartyBadge({ code, colour, shape, name }: Party) {
  return (
    <span className={`party-badge party-${colour}`} title={name}>
      <PartyMark shape={shape} />
      <span className="party-code">{code}</span>
    </span>
  );
}

function PartyMark({ shape }: { shape: PartyShape }) {
  return (
    <svg className="party-mark" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d={outlines[shape]} fillRule="evenodd" />
    </svg>
  );
}

/** Drawn to look equally heavy in a 12 by 12 box. */
const outlines: { readonly [S in PartyShape]: string } = {
  circle: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z',
  square: 'M1.5 1.5h9v9h-9Z',
  triangle: 'M6 1 11.5 10.75H.5Z',
  diamond: 'M6 .25 11.75 6 6 11.75.25 6Z',
  hexagon: 'M3.2 1.1h5.6L11.6 6l-2.8 4.9H3.2L.4 6Z',
  pentagon: 'M6 .6 11.6 4.7 9.5 11.2h-7L.4 4.7Z',
  cross: 'M4.1.8h3.8v3.3h3.3v3.8H7.9v3.3H4.1V7.9H.8V4.1h3.3Z',
  ring: 'M6 .6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 6 .6Zm0 2.7a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4Z',
};
