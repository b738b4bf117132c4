// The dialog that raises a flag, as a file of its own: most visits raise none.
import { latePart } from '../ui/late/late-part.tsx';

export const LateRaiseFlag = latePart(
  () => import('./raise-flag.tsx').then(({ RaiseFlag }) => RaiseFlag),
  ({ target, onClose }) =>
    () => {
      onClose();
      target.goBack?.();
    },
);
