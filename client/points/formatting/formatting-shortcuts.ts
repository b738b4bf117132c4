// The keys of formatting, for the page's one table of them. Listens to nothing itself.
import type { Shortcut } from '../../ui/shortcut.ts';
import type { PointDesk } from '../point-desk.ts';
import type { FormatVerb } from './formatting.ts';
import { toolGroups } from './formatting.ts';
import type { LinkTarget } from './link-target.ts';
import { linkTarget } from './link-target.ts';

export const formattingShortcuts = (desk: PointDesk, onLink: (target: LinkTarget) => void): readonly Shortcut[] =>
  toolGroups.flat().map(({ verb, label, keys }) => ({
    keys,
    label: verb === 'link' ? 'Link on the selected words' : label,
    where: 'in-words',
    run: () => (verb === 'link' ? askForLink(desk, onLink) : format(desk, verb)),
  }));

function askForLink(desk: PointDesk, onLink: (target: LinkTarget) => void): void {
  const target = linkTarget(desk);
  if (target) onLink(target);
}

function format(desk: PointDesk, verb: FormatVerb): void {
  const point = desk.place()?.point;
  if (point) desk.formattingOf(point)?.apply(verb);
}
