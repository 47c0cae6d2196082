import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** One operation of the installed SDK, as its files tell it. */
export interface SdkOperation {
  /** As the SDK's user writes it: `customerPortal.customers.addPaymentMethod`. */
  name: string;
  method: string;
  /** With its parameters: `/v1/orders/{id}`. */
  path: string;
  /** The scopes that its documentation names: one of them is enough. */
  scopes: string[];
  /** The parameters of its query, in the SDK's order. */
  query: SdkParameter[];
  /** The body it takes, as its types write it; `null` for none. */
  body: string | null;
  /** What it returns, as its documentation writes the type. */
  returns: string;
  /** The classes of the errors that it declares, by status. */
  errors: Record<number, string>;
}

/** One parameter of an operation's query. */
export interface SdkParameter {
  name: string;
  /** As the SDK's types write it, without `null`: `string | string[]`. */
  type: string;
  /** The values of an enumeration; `null` for any other type. */
  values: string[] | null;
  isRequired: boolean;
}

/** The SDK's folder of the API version that the emulator is built on. */
export const sdkFolder = join(
  dirname(createRequire(import.meta.url).resolve('@polar-sh/sdk/2026-10')),
  '..',
  '2026-10',
);

const OPERATION =
  /const (\w+) = \(client\) => \{\s*\/\*\*([\s\S]*?)\*\/[\s\S]*?buildRequest\("(\w+)", "([^"]+)"[\s\S]*?parseResponse\(response, "\w+", \{([^}]*)\}/g;
const SERVICE = /function (create\w+Service)\(client\) \{\s*return \{([\s\S]*?)\};\s*\}/g;
const MEMBER = /(\w+): (\w+)\(client\)/g;
const IMPORT = /import \{ ([^}]*) \} from "(\.[^"]*)"/g;

const QUERY = /declare const (\w+): \(client: ClientBase\) => \([^{;]*query\??: \{\n([\s\S]*?)\n\}/g;
const BODY =
  /declare const (\w+): \(client: ClientBase\) => \([^;]*?\bbody\??: ([^;]*?), requestOptions\?: /g;
const PARAMETER = /^ {2}(\w+)(\??): (.*);$/gm;

const models = readFileSync(
  join(sdkFolder, '..', readdirSync(join(sdkFolder, '..')).find((one) => isModelsOf(one)) ?? ''),
  'utf8',
);

// Each API version has its file of models, and only the services tell which is whose.
function isModelsOf(file: string): boolean {
  const service = readFileSync(join(sdkFolder, 'services', 'products.d.mts'), 'utf8');
  return (
    file.endsWith('.d.mts') &&
    service.includes(`/${file.replace(/\.d\.mts$/, '.mjs')}"`) &&
    /^models/.test(file)
  );
}

/** The values of a type that is an enumeration, written out or by its name. */
function valuesOf(type: string): string[] | null {
  const name = /^\w+/.exec(type)?.[0];
  const text = type.startsWith('(') ? type : new RegExp(`^type ${name} = ("[^;]*);`, 'm').exec(models)?.[1];
  if (text === undefined) return null;
  return [...text.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value);
}

function readBodies(file: string): Map<string, string> {
  const text = readFileSync(file.replace(/\.mjs$/, '.d.mts'), 'utf8');
  return new Map([...text.matchAll(BODY)].map(([, name = '', type = '']) => [name, type]));
}

function readQueries(file: string): Map<string, SdkParameter[]> {
  const text = readFileSync(file.replace(/\.mjs$/, '.d.mts'), 'utf8');
  const queries = [...text.matchAll(QUERY)].map(([, name = '', body = '']): [string, SdkParameter[]] => [
    name,
    [...body.matchAll(PARAMETER)].map(([, key = '', optional = '', written = '']) => {
      const type = written.replace(/ \| null$/, '');
      return { name: key, type, values: valuesOf(type), isRequired: optional === '' };
    }),
  ]);
  return new Map(queries);
}

interface Module {
  operations: Map<string, Omit<SdkOperation, 'name'>>;
  services: Map<string, [key: string, factory: string][]>;
  imports: Map<string, string>;
}

function withoutHash(name: string): string {
  return name.replace(/^.* as /, '');
}

function readModule(file: string): Module {
  const text = readFileSync(file, 'utf8');
  const queries = readQueries(file);
  const bodies = readBodies(file);
  const module: Module = { operations: new Map(), services: new Map(), imports: new Map() };
  for (const [, name = '', comment = '', method = '', path = '', declared = ''] of text.matchAll(OPERATION)) {
    const scopes = /\*\*Scopes\*\*: (.*)/.exec(comment)?.[1] ?? '';
    const errors = [...declared.matchAll(/(\d+): (\w+)/g)];
    module.operations.set(name, {
      method,
      path,
      scopes: [...scopes.matchAll(/`([^`]+)`/g)].map(([, scope = '']) => scope),
      query: queries.get(name) ?? [],
      body: bodies.get(name) ?? null,
      returns: /@returns \{(.*)\}/.exec(comment)?.[1] ?? 'void',
      errors: Object.fromEntries(errors.map(([, status, error]) => [Number(status), error ?? ''])),
    });
  }
  for (const [, name = '', body = ''] of text.matchAll(SERVICE)) {
    const members = [...body.matchAll(MEMBER)].map(([, key = '', made = '']): [string, string] => [
      key,
      made,
    ]);
    module.services.set(name, members);
  }
  for (const [, names = '', from = ''] of text.matchAll(IMPORT)) {
    for (const name of names.split(', ')) module.imports.set(withoutHash(name), join(dirname(file), from));
  }
  return module;
}

/** Reads every operation out of the installed SDK, in the order in which the client lists them. */
export function readSdkOperations(): SdkOperation[] {
  const files = readdirSync(sdkFolder, { recursive: true, encoding: 'utf8' });
  const modules = new Map(
    files
      .filter((one) => one.endsWith('.mjs'))
      .map((one) => [join(sdkFolder, one), readModule(join(sdkFolder, one))]),
  );
  const found: SdkOperation[] = [];

  function walk(file: string, factory: string, prefix: string): void {
    const module = modules.get(file);
    const members = module?.services.get(factory);
    if (module === undefined || members === undefined) {
      throw new Error(`${factory} is not to be found in ${relative(sdkFolder, file)}.`);
    }
    for (const [key, made] of members) {
      const operation = module.operations.get(made);
      if (operation !== undefined) found.push({ name: `${prefix}${key}`, ...operation });
      else if (made.endsWith('Service')) walk(module.imports.get(made) ?? file, made, `${prefix}${key}.`);
    }
  }

  const index = join(sdkFolder, 'index.mjs');
  const client = /function createPolar\(options\) \{[\s\S]*?return \{([\s\S]*?)\};\s*\}/.exec(
    readFileSync(index, 'utf8'),
  )?.[1];
  for (const [, key = '', factory = ''] of (client ?? '').matchAll(MEMBER)) {
    walk(modules.get(index)?.imports.get(factory) ?? index, factory, `${key}.`);
  }
  return found;
}

/** What the bodies of the SDK's errors are, by the names of their classes, as its types write them. */
export function readSdkErrors(): Map<string, string> {
  const index = readFileSync(join(sdkFolder, 'index.d.mts'), 'utf8');
  const file = /from "\.\.\/(index-[\w-]+)\.mjs"/.exec(index)?.[1] ?? '';
  const text = readFileSync(join(sdkFolder, '..', `${file}.d.mts`), 'utf8');
  const classes = text.matchAll(/declare class (\w+) extends PolarClientError<([^>]*)>/g);
  return new Map([...classes].map(([, name = '', body = '']) => [name, body.replaceAll(/\$\d+/g, '')]));
}
