export { DialogFrame as Dialog, type DialogFrameProps as DialogProps } from '../lib/dialog.tsx';
export { DialogDescription as Description } from '../lib/dialog-description.tsx';
export { DialogTitle as Title } from '../lib/dialog-title.tsx';
export { CancelFlowActions as Actions } from './cancel-flow-actions.tsx';
export {
  CancelFlowComment as Comment,
  type CancelFlowCommentProps as CommentProps,
} from './cancel-flow-comment.tsx';
export { CancelFlowFeature as Feature } from './cancel-flow-feature.tsx';
export { CancelFlowFeatures as Features } from './cancel-flow-features.tsx';
export {
  CancelFlowReason as Reason,
  type CancelFlowReasonProps as ReasonProps,
} from './cancel-flow-reason.tsx';
export { CancelFlowReasons as Reasons } from './cancel-flow-reasons.tsx';
