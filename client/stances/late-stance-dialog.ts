// The dialog of a stance, as a file of its own: it comes with the first look at one.
import { latePart } from '../ui/late/late-part.tsx';

export const LateStanceDialog = latePart(
  () => import('./stance-dialog.tsx').then(({ StanceDialog }) => StanceDialog),
  ({ onClose }) => onClose,
);
