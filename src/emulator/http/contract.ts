import type { Polar } from '@polar-sh/sdk/2026-10';
import type { CancelPreview, ChargePreview } from '../engine/preview.ts';
import type { CsvAnswer, EmptyAnswer, JsonAnswer, KeptRefusal } from './answer.ts';

type Method = (...parameters: never[]) => Promise<unknown>;

/** The dotted paths of an SDK client's methods; its iterators call the same operations as its lists. */
type PathsOf<Client> = {
  [Key in keyof Client & string]: Client[Key] extends Method
    ? Key
    : Client[Key] extends (...parameters: never[]) => unknown
      ? never
      : `${Key}.${PathsOf<Client[Key]>}`;
}[keyof Client & string];

type MethodAt<Client, Path extends string> = Path extends keyof Client
  ? Client[Path]
  : Path extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Client
      ? MethodAt<Client[Head], Rest>
      : never
    : never;

type Returned<Value> = Value extends (...parameters: never[]) => Promise<infer Result> ? Result : never;

/** What the private previews answer: the SDK has no methods for them. */
interface PrivateReturns {
  'subscriptions.chargePreview': ChargePreview;
  'subscriptions.cancelPreview': CancelPreview;
  'subscriptions.changePreview': ChargePreview;
  'customerPortal.subscriptions.chargePreview': ChargePreview;
  'customerPortal.subscriptions.cancelPreview': CancelPreview;
  'customerPortal.subscriptions.changePreview': ChargePreview;
  'customerPortal.subscriptions.revoke': ReturnOf<'customerPortal.subscriptions.cancel'>;
}

/** The names of the private previews. */
export type PrivateOperation = keyof PrivateReturns;

/** The name of every operation that the SDK has a method for: `customerPortal.orders.list`. */
export type SdkOperation = PathsOf<Polar>;

/** The SDK's method that calls an operation. */
export type MethodOf<Name extends SdkOperation> = MethodAt<Polar, Name>;

/** The name of every operation there is. */
export type OperationName = SdkOperation | PrivateOperation;

/** What an operation answers: in the SDK's words, by the type of its method. */
export type ReturnOf<Name extends OperationName> = Name extends keyof PrivateReturns
  ? PrivateReturns[Name]
  : Returned<MethodAt<Polar, Name>>;

type AnswerTo<Result> =
  Promise<Result> extends Promise<void>
    ? EmptyAnswer
    : [Result] extends [string]
      ? CsvAnswer
      : JsonAnswer<Result> | EmptyAnswer<202> | KeptRefusal;

/** An answer as an operation gives it: what the SDK's method promises, or nothing yet (202). */
export type AnswerOf<Name extends OperationName> = AnswerTo<ReturnOf<Name>>;
