import { createPart } from './create-part.ts';

/** Words for screen readers only. Renders a `<span>`. */
export const VisuallyHidden = createPart('span', 'visually-hidden', 'floe:sr-only');
