export {
  CheckoutStatusRoot as Root,
  type CheckoutStatusRootProps as RootProps,
} from './checkout-status-root.tsx';
