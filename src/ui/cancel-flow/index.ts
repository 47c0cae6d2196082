export { CancelFlow, type CancelFlowProps } from './cancel-flow.tsx';
export { CancelFlowDialog, type CancelFlowDialogProps } from './cancel-flow-dialog.tsx';
export * as CancelFlowParts from './parts.ts';
