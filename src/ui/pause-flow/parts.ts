export { DialogFrame as Dialog, type DialogFrameProps as DialogProps } from '../lib/dialog.tsx';
export { DialogDescription as Description } from '../lib/dialog-description.tsx';
export { DialogTitle as Title } from '../lib/dialog-title.tsx';
export { PauseFlowActions as Actions } from './pause-flow-actions.tsx';
export { PauseFlowEffect as Effect } from './pause-flow-effect.tsx';
export { PauseFlowEffects as Effects } from './pause-flow-effects.tsx';
export { PauseFlowOption as Option, type PauseFlowOptionProps as OptionProps } from './pause-flow-option.tsx';
export { PauseFlowOptions as Options } from './pause-flow-options.tsx';
