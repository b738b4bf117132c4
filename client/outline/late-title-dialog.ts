// The question for a title, as a file of its own: most who read an outline change none.
import { latePart } from '../ui/late/late-part.tsx';

export const LateTitleDialog = latePart(
  async () => (await import('./title-dialog.tsx')).TitleDialog,
  ({ onClose }) => onClose,
);
