// Of the link that the caret or the selection lies in: where it leads, and the buttons that change and remove it.
import type { ReactNode } from 'react';
import { isSafeUrl } from '../../../shared/text/allow-list.ts';
import type { PointDesk } from '../point-desk.ts';
import type { LinkTarget } from './link-target.ts';
import { linkTarget } from './link-target.ts';
import { setLink } from './set-link.ts';
import './formatting.css';

type Props = { readonly desk: PointDesk; readonly url: string; readonly onChange: (target: LinkTarget) => void };

export function LinkTools({ desk, url, onChange }: Props): ReactNode {
  const onTarget = (run: (target: LinkTarget) => void) => (): void => {
    const target = linkTarget(desk);
    if (target) run(target);
  };
  return (
    <span className="bar-group bar-link">
      {isSafeUrl(url) ? (
        <a
          className="bar-target"
          href={url}
          target="_blank"
          rel="noreferrer noopener"
          title={`Opens ${url} in a new tab`}
        >
          <bdi>{shownUrl(url)}</bdi>
          <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
            <path d="M3 9 9 3M4.5 3H9v4.5" />
          </svg>
        </a>
      ) : (
        <span className="bar-target">Not an address</span>
      )}
      <button type="button" className="bar-word" onPointerDown={keepSelection} onClick={onTarget(onChange)}>
        Change<span className="visually-hidden"> the link</span>
      </button>
      <button
        type="button"
        className="bar-word"
        onPointerDown={keepSelection}
        onClick={onTarget(target => void setLink(desk, target, null))}
      >
        Remove<span className="visually-hidden"> the link</span>
      </button>
    </span>
  );
}

const keepSelection = (event: React.PointerEvent): void => event.preventDefault();

/** Without what every address begins with: the host is what tells where it leads. */
const shownUrl = (url: string): string => url.replace(/^(?:https?:\/\/(?:www\.)?|mailto:)/i, '').replace(/\/$/, '');
