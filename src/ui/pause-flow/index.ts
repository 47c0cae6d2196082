export * as PauseFlowParts from './parts.ts';
export { PauseFlow, type PauseFlowProps } from './pause-flow.tsx';
export { PauseFlowDialog, type PauseFlowDialogProps } from './pause-flow-dialog.tsx';
