// Going on with a begun form from a list: leads to where it stands, which opens it. Opens what the page itself owns,
// the flag on words.
import { unreachable } from '../../shared/assert.ts';
import type { PointId } from '../../shared/ids.ts';
import { numbersOf, outlineOf } from '../../shared/rows/outline.ts';
import { FlagFields } from '../flags/flag-fields.ts';
import type { FlagTarget } from '../flags/raise-flag.tsx';
import { formPlace } from '../forms/form-place.ts';
import { useGoOn } from '../forms/use-form.ts';
import { useSession } from '../session/use-session.tsx';
import type { Tab } from './address.ts';

type Ways = {
  readonly onPoint: (point: PointId) => void;
  readonly onTab: (tab: Tab) => void;
  readonly onOutline: () => void;
  readonly onFlag: (target: FlagTarget) => void;
};

export function useGoOnInPage({ onPoint, onTab, onOutline, onFlag }: Ways): void {
  const session = useSession();
  useGoOn((form, fields) => {
    const { rows } = session.snapshot();
    const place = formPlace(form, rows);
    switch (place.kind) {
      case 'point': {
        const { id: point } = place.point;
        if (form.startsWith('point.')) return onOutline();
        onPoint(point);
        if (!form.startsWith('flag.raise/')) return;
        const number = numbersOf(outlineOf(rows)).get(point) ?? 0;
        return onFlag({
          point,
          number,
          words: FlagFields.shape.words.safeParse(fields['words']).data ?? null,
          goBack: null,
        });
      }
      case 'theme':
      case 'outline':
        return onOutline();
      case 'red-lines':
      case 'history':
        return onTab(place.kind);
      case 'nowhere':
        return;
      default:
        return unreachable(place);
    }
  });
}
