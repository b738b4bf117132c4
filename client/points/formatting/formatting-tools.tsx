// The buttons of formatting in the bar at selected words of one point, each saying whether its mark holds. They act on
// the selection as it stands when they are pressed. Decides neither where the bar stands nor when.
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { PointId } from '../../../shared/ids.ts';
import { isMac, keyWords } from '../../ui/shortcut.ts';
import type { PointDesk } from '../point-desk.ts';
import { FormatIcon } from './format-icons.tsx';
import type { Formats, Tool } from './formatting.ts';
import { toolGroups } from './formatting.ts';
import type { LinkTarget } from './link-target.ts';
import { linkHere, linkTarget } from './link-target.ts';
import { LinkTools } from './link-tools.tsx';
import './formatting.css';

type Props = { readonly desk: PointDesk; readonly point: PointId; readonly onLink: (target: LinkTarget) => void };

export function FormattingTools({ desk, point, onLink }: Props): ReactNode {
  const { formats, url } = useFormats(desk, point);
  const ask = (): void => {
    const target = linkTarget(desk);
    if (target) onLink(target);
  };
  const button = ({ verb, label, keys }: Tool): ReactNode => (
    <button
      key={verb}
      type="button"
      className="bar-button"
      title={`${label} (${keyWords(keys)})`}
      aria-label={label}
      aria-keyshortcuts={keys.replace('Mod', isMac ? 'Meta' : 'Control')}
      aria-pressed={verb === 'link' ? undefined : (formats?.[verb] ?? false)}
      onPointerDown={event => event.preventDefault()} // the words stay selected
      onClick={() => (verb === 'link' ? ask() : void desk.formattingOf(point)?.apply(verb))}
    >
      <FormatIcon verb={verb} />
    </button>
  );
  return (
    <>
      {toolGroups.map(tools => (
        <span key={tools[0]?.verb} className="bar-group">
          {tools.filter(({ verb }) => verb !== 'link' || url === null).map(button)}
        </span>
      ))}
      {url !== null && <LinkTools desk={desk} url={url} onChange={onLink} />}
    </>
  );
}

type Read = { readonly formats: Formats | null; readonly url: string | null };

/** Read anew when the words are drawn or the selection changes; what reads the same stays the same. */
function useFormats(desk: PointDesk, point: PointId): Read {
  const read = (): Read => ({
    formats: desk.formattingOf(point)?.formats() ?? null,
    url: linkHere()?.getAttribute('href') ?? null,
  });
  const [now, setNow] = useState(read);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` is made of the two
  useEffect(() => {
    const again = (): void => setNow(before => (isSame(before, read()) ? before : read()));
    const stop = desk.onDrawn(drawn => (drawn === null || drawn === point) && again());
    document.addEventListener('selectionchange', again);
    again();
    return () => {
      stop();
      document.removeEventListener('selectionchange', again);
    };
  }, [desk, point]);
  return now;
}

const isSame = (a: Read, b: Read): boolean => JSON.stringify(a) === JSON.stringify(b);
