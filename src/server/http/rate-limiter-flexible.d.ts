// The package's types know its root only, which loads Node's `cluster`; this one file of it runs wherever fetch does.
declare module 'rate-limiter-flexible/lib/RateLimiterMemory.js' {
  import { RateLimiterMemory } from 'rate-limiter-flexible';

  export = RateLimiterMemory;
}
