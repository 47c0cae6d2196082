import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { readSdkErrors, readSdkOperations } from '../../scripts/sdk-operations.ts';

const CACHE = 'node_modules/.cache/floe-emulator';

/** A JSON schema, as far as the generator writes them. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema | JsonSchema[];
}

interface Schemas {
  definitions: Record<string, JsonSchema>;
}

/** The name of the schema for what an operation returns. */
function returnName(operation: string): string {
  return `Returns_${operation.replaceAll('.', '_')}`;
}

function bodyName(operation: string): string {
  return `Body_${operation.replaceAll('.', '_')}`;
}

function qualify(type: string): string {
  return type.replaceAll(/\b[A-Z]\w*/g, (name) => `models.${name}`);
}

/** One exported type for each thing that is checked: what operations return, errors' bodies, webhooks' payloads. */
function toSource(): string {
  const types = [
    "import type { models, webhooks } from '@polar-sh/sdk/2026-10';",
    'export type Payload = webhooks.WebhookPayload;',
    ...readSdkOperations().map(
      ({ name, returns }) => `export type ${returnName(name)} = ${qualify(returns)};`,
    ),
    ...readSdkOperations().flatMap(({ name, body }) =>
      body === null ? [] : [`export type ${bodyName(name)} = ${qualify(body)};`],
    ),
    ...[...readSdkErrors()].map(([name, body]) => `export type Error_${name} = ${qualify(body)};`),
  ];
  return `${types.join('\n')}\n`;
}

/** The schemas of the SDK's types, closed against properties and values that the SDK does not know. */
async function readSchemas(): Promise<Schemas> {
  const source = toSource();
  const base = join(CACHE, `types-${createHash('sha256').update(source).digest('hex').slice(0, 16)}`);
  if (existsSync(`${base}.json`)) return JSON.parse(readFileSync(`${base}.json`, 'utf8'));
  // It takes seconds, so only the first run with an SDK does it.
  const { createGenerator } = await import('ts-json-schema-generator');
  mkdirSync(CACHE, { recursive: true });
  const path = `${base}-${process.pid}.ts`;
  writeFileSync(path, source);
  const schemas = createGenerator({
    path,
    tsconfig: 'tsconfig.base.json',
    skipTypeCheck: true,
    additionalProperties: false,
    jsDoc: 'none',
    expose: 'all',
    encodeRefs: true,
  }).createSchema('*');
  writeFileSync(`${path}.json`, JSON.stringify(schemas));
  renameSync(`${path}.json`, `${base}.json`);
  rmSync(path);
  return JSON.parse(readFileSync(`${base}.json`, 'utf8'));
}

/** Sets right what SDK 1.0.1 has wrong. */
function correct(schemas: Schemas): Schemas {
  const { definitions } = schemas;
  // It types the status of a customer state's subscriptions as that of a grant; Polar sends these, and so does the
  // emulator (docs/emulator.md).
  const state = definitions.CustomerStateSubscription?.properties;
  if (state?.status === undefined) throw new Error('The SDK no longer has CustomerStateSubscription.status.');
  state.status = { enum: ['active', 'trialing'] };
  // An interface without a property: pydantic puts whatever it likes there.
  if (definitions.Context === undefined) throw new Error('The SDK no longer has ValidationError.ctx.');
  definitions.Context = { type: 'object' };
  return schemas;
}

const schemas = correct(await readSchemas());

// The first says whether something fits, fast; the second is asked only what did not.
const fast = new Ajv({ strict: false }).addSchema(schemas, 'sdk');
const thorough = new Ajv({ strict: false, allErrors: true, verbose: true }).addSchema(schemas, 'sdk');

const validators = new Map<string, ValidateFunction>();

function validatorOf(name: string): ValidateFunction {
  const known = validators.get(name);
  if (known !== undefined) return known;
  const made = fast.compile({ $ref: `sdk#/definitions/${name}` });
  validators.set(name, made);
  return made;
}

// Of the branches of a union, the one that got furthest is the one that was meant.
function explain(errors: readonly ErrorObject[]): string {
  const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;
  const deepest = Math.max(...errors.map(depth));
  const lines = errors
    .filter((one) => depth(one) >= deepest - 1 && one.keyword !== 'anyOf')
    .map(({ instancePath, message, params, data }) => {
      const shown = JSON.stringify(data)?.slice(0, 80);
      return `  ${instancePath || '/'} ${message} ${JSON.stringify(params)} but is ${shown}`;
    });
  return [...new Set(lines)].slice(0, 8).join('\n');
}

function misfit(name: string, value: unknown): string | null {
  if (validatorOf(name)(value)) return null;
  const validate = thorough.compile({ $ref: `sdk#/definitions/${name}` });
  validate(value);
  return `does not fit ${name}:\n${explain(validate.errors ?? [])}`;
}

/** What a schema refers to, or the schema itself. */
export function resolveSchema(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace('#/definitions/', '');
  const found = name === undefined ? undefined : schemas.definitions[decodeURIComponent(name)];
  return found === undefined ? schema : resolveSchema(found);
}

/** The schema of an operation's body; `null` when it takes none. */
export function bodySchema(operation: string): JsonSchema | null {
  return schemas.definitions[bodyName(operation)] ?? null;
}

const errorModels = readSdkErrors();
const sdk = new Map(readSdkOperations().map((operation) => [operation.name, operation]));

/** Why an operation's answer is not what the SDK says that it returns; `null` when it is. */
export function returnMisfit(operation: string, json: unknown): string | null {
  return misfit(returnName(operation), json);
}

/** Why a delivery's body is not what the SDK says that it is; `null` when it is. */
export function payloadMisfit(payload: unknown): string | null {
  return misfit('Payload', payload);
}

const errorForms: readonly (readonly string[])[] = [
  ['detail', 'error'],
  ['error', 'error_description'],
  ['detail'],
];

/** Errors that Polar's server has by these names and that the SDK declares for no operation. */
const undeclared = ['NotPermitted', 'CannotPauseSubscription', 'NoScheduledPause', 'NotPausedSubscription'];

/** Why an error's body is not one of Polar's; `null` when it is. */
export function errorMisfit(operation: string | null, status: number, json: unknown): string | null {
  if (typeof json !== 'object' || json === null) return 'is an error without a body';
  const keys = Object.keys(json).sort();
  if (!errorForms.some((form) => form.length === keys.length && form.every((key, at) => key === keys[at]))) {
    return `is an error of the form { ${keys.join(', ')} }`;
  }
  const declared = operation === null ? undefined : sdk.get(operation)?.errors[status];
  // The framework's own refusals, and those of the bearer scheme, come before any operation.
  if (declared === undefined || !('error' in json) || 'error_description' in json) return null;
  const { error, detail } = json as { error: unknown; detail: unknown };
  if (errorModels.get(declared) === 'null' || undeclared.some((one) => one === error)) return null;
  // A list of issues is the same everywhere, whatever else an operation answers 422 for. The SDK leaves out the name
  // that Polar puts beside it.
  if (status === 422 && Array.isArray(detail)) return misfit('Error_HTTPValidationError', { detail });
  return misfit(`Error_${declared}`, json);
}
