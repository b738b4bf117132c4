// The outline beside the preview of a document: its themes and points by number and title, each leading to its place.
// Changes nothing.
import type { ReactNode } from 'react';
import type { OutlineText } from '../../shared/text/outline-text.ts';
import { pointPlace, themePlace } from './warnings.ts';

export function PreviewOutline({ outline }: { outline: OutlineText }): ReactNode {
  let number = 0;
  return (
    <details className="import-nav" open={!phone.matches}>
      <summary>Outline</summary>
      <nav aria-label="Outline of the document">
        {outline.themes.map((theme, t) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: themes have no ids yet, and keep their places
          <section key={t}>
            <PlaceButton at={themePlace(t)} number={`Theme ${t + 1}`} title={theme.title} />
            <ol>
              {theme.points.map(point => {
                number++;
                return (
                  <li key={number}>
                    <PlaceButton at={pointPlace(number)} number={String(number)} title={point.title} />
                  </li>
                );
              })}
            </ol>
          </section>
        ))}
      </nav>
    </details>
  );
}

const phone = matchMedia('(max-width: 699px)');

function PlaceButton({ at, number, title }: { at: string; number: string; title: string }): ReactNode {
  return (
    <button type="button" className="import-place" onClick={() => goToPlace(at)}>
      <span>{number}</span> {title}
    </button>
  );
}

/** The keyboard goes to its title, to put it right. */
export function goToPlace(at: string): void {
  const place = document.getElementById(at);
  place?.scrollIntoView({ block: 'start' });
  place?.querySelector<HTMLElement>('textarea, input')?.focus({ preventScroll: true });
}
