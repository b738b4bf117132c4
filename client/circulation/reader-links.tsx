// Links to a version, to be given to their readers: shown once, since the server keeps only a digest of their secrets.
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { ReaderLink } from '../../shared/api/circulations.ts';
import { copy, copyWords } from '../ui/copy-button.tsx';

type LinksProps = {
  readonly links: readonly ReaderLink[];
  /** By the button, or by hand. */
  readonly onCopied?: () => void;
};

export function ReaderLinks({ links, onCopied }: LinksProps): ReactNode {
  const [copied, setCopied] = useState<string | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const copyLink = async ({ reader, path }: ReaderLink): Promise<void> => {
    const done = await copy(addressOf(path));
    setFailed(done === 'failed');
    setCopied(done === 'failed' ? null : reader);
    if (done !== 'failed') onCopied?.();
  };
  return (
    <div className="reader-links">
      <p>
        <strong>{links.length === 1 ? 'This link is shown once.' : 'These links are shown once.'}</strong> Give each to
        its reader alone: whoever holds it reads and speaks in their name.
      </p>
      <ul className="reader-links-list">
        {links.map(link => (
          <li key={link.reader}>
            <label>
              {link.name}
              <input
                className="field"
                readOnly
                value={addressOf(link.path)}
                onFocus={event => event.currentTarget.select()}
                onCopy={onCopied}
              />
            </label>
            <button type="button" className="button" onClick={() => void copyLink(link)}>
              {copied === link.reader ? 'Copied' : 'Copy'}
              <span className="visually-hidden"> the link for {link.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <output className="visually-hidden">{copied !== null && 'Link copied'}</output>
      <output className="form-problem">{hasFailed && copyWords.failed}</output>
    </div>
  );
}

const addressOf = (path: string): string => `${location.origin}${path}`;
