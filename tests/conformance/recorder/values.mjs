// From the markers of the case files to JavaScript values, and back to JSON.

import { jsonSchema, Output, smoothStream, isStepCount, hasToolCall, isLoopFinished } from 'ai';
import * as ai from 'ai';

// --- Decoding ---

export function decode(value, words) {
  if (Array.isArray(value)) return value.map((item) => decode(item, words));
  if (value === null || typeof value !== 'object') return value;
  for (const [marker, build] of Object.entries({ ...MARKERS, ...words })) {
    if (marker in value) return build(value, words);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item, words)]));
}

const MARKERS = {
  $base64: (value) => new Uint8Array(Buffer.from(value.$base64, 'base64')),
  $url: (value) => new URL(value.$url),
  $date: (value) => new Date(value.$date),
  $undefined: () => undefined,
  $number: (value) => Number(value.$number),
  $regex: (value) => new RegExp(value.$regex, value.flags ?? ''),
  $error: (value, words) => buildError(value.$error, words),
  $jsonSchema: (value) =>
    jsonSchema(value.$jsonSchema, value.validate ? { validate: (item) => validated(value.$jsonSchema, item) } : {}),
  $output: (value, words) => {
    const { $output, ...settings } = value;
    return Output[$output](decode(settings, words));
  },
  $smoothStream: (value, words) =>
    smoothStream({
      ...decode(value.$smoothStream, words),
      _internal: { delay: async (ms) => void words?.pauses?.push(ms) },
    }),
};

export function buildError(description, words) {
  const { type = 'Error', ...fields } = decode(description, words);
  const { message = '', cause, ...rest } = fields;
  if (type === 'Error') return Object.assign(new Error(message, cause ? { cause } : undefined), rest);
  if (type === 'TypeError') return new TypeError(message, cause ? { cause } : undefined);
  if (type === 'AbortError') return new DOMException(message || 'The operation was aborted.', 'AbortError');
  const defaults = type === 'APICallError' ? { url: 'https://api.example.com', requestBodyValues: {} } : {};
  return new ai[type]({ ...defaults, ...fields });
}

function validated(schema, value) {
  return isValid(schema, value) ? { success: true, value } : { success: false, error: new Error('validation failed') };
}

const TYPES = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
  null: (value) => value === null,
};

function isValid(schema, value) {
  const has = (key) => Object.hasOwn(schema, key);
  if (has('type') && ![schema.type].flat().some((type) => TYPES[type](value))) return false;
  if (has('enum') && !schema.enum.includes(value)) return false;
  if (has('minimum') && value < schema.minimum) return false;
  if (has('items') && !value.every((item) => isValid(schema.items, item))) return false;
  if (!TYPES.object(value)) return true;
  const properties = schema.properties ?? {};
  return (
    (schema.required ?? []).every((key) => key in value) &&
    Object.entries(properties).every(([key, part]) => !(key in value) || isValid(part, value[key])) &&
    (schema.additionalProperties !== false || Object.keys(value).every((key) => key in properties))
  );
}

// The vocabulary of functions, as far as our own cases use it.
export function functionWords(stage) {
  const words = {
    $fn: (value) => FUNCTIONS[value.$fn](value, stage, words),
    $model: (value) => stage.models[value.$model],
    get pauses() {
      return stage.pauses;
    },
  };
  Object.defineProperty(words, 'pauses', { enumerable: false });
  return words;
}

const FUNCTIONS = {
  add: () => (input) => input.a + input.b,
  asyncConst: (value, _stage, words) => async () => decode(value.value, words),
  byStep: (value, stage, words) => (options) => {
    if (value.record) {
      const shown = value.record.filter((key) => options[key] !== undefined);
      stage.log('prepareStep', Object.fromEntries(shown.map((key) => [key, encode(options[key])])));
    }
    const chosen = value.steps?.[String(options.stepNumber)] ?? value.default;
    return chosen === undefined ? undefined : decode(chosen, words);
  },
  const: (value, _stage, words) => () => decode(value.value, words),
  download: (value, stage, words) => async (requests) => {
    stage.log('download', encode(requests.map(({ url, isUrlSupportedByModel }) => ({ url: url.href, isUrlSupportedByModel }))));
    return requests.map(({ url }) => decodeOrThrow(value.map[url.href] ?? null, words));
  },
  detectPrefix: (value) => (buffer) => {
    const position = buffer.indexOf(value.until);
    return position < 0 ? null : buffer.slice(0, position + value.until.length);
  },
  detectFixed: (value) => (buffer) => (buffer.length >= value.n ? buffer.slice(0, value.n) : null),
  detectConst: (value) => () => value.value,
  echo: () => (first) => first,
  hasToolCall: (value) => hasToolCall(...value.names),
  loopFinished: () => isLoopFinished(),
  mergeInput: (value) => (input) => ({ ...input, ...value.value }),
  record: (value, stage, words) => (...args) => {
    const shown = typeof value.args === 'number' ? args.slice(0, value.args) : args;
    stage.log(value.name, shown.length === 1 ? encode(shown[0]) : encode(shown));
    return decode(value.value, words);
  },
  recordKeys: (value, stage, words) => (event) => {
    stage.log(value.name, pick(event, value.keys));
    return decode(value.value, words);
  },
  repairInput: (value) => async ({ toolCall }) => ({ ...toolCall, input: value.input }),
  repairName: (value) => async ({ toolCall }) => ({ ...toolCall, toolName: value.toolName }),
  sequence: (value, _stage, words) => {
    let calls = 0;
    return () => decodeOrThrow(value.values[Math.min(calls++, value.values.length - 1)], words);
  },
  stepCount: (value) => isStepCount(value.n),
  stepTextIncludes: (value) => ({ steps }) => steps.at(-1).text.includes(value.text),
  template: (value) => (first) =>
    value.template.replace(/\{([^{}]*)\}/g, (_match, path) => {
      const found = path.split('.').reduce((item, step) => item?.[step], first);
      return typeof found === 'string' ? found : String(JSON.stringify(found));
    }),
  throw: (value, _stage, words) => () => {
    throw buildError(value.error ?? { message: value.message }, words);
  },
  totalTokensAtLeast: (value) => ({ steps }) =>
    steps.reduce((sum, step) => sum + (step.usage.totalTokens ?? 0), 0) >= value.n,
  when: (value, _stage, words) => (...args) => {
    const subject = (value.path ?? '').split('.').filter(Boolean).reduce((item, step) => item?.[step], args[value.arg ?? 0]);
    return decode(subject === value.equals ? value.then : value.else, words);
  },
  yield: (value, _stage, words) =>
    async function* () {
      for (const item of value.values) yield decodeOrThrow(item, words);
    },
};

function decodeOrThrow(value, words) {
  if (value !== null && typeof value === 'object' && '$throw' in value) throw buildError(value.$throw, words);
  return decode(value, words);
}

export function pick(event, keys) {
  const found = keys.map((key) => [key, key.split('.').reduce((item, step) => item?.[step], event)]);
  return Object.fromEntries(found.filter(([, item]) => item !== undefined).map(([key, item]) => [key, encode(item)]));
}

// --- Encoding ---

export function encode(value) {
  if (value === undefined || typeof value === 'function') return undefined;
  if (typeof value === 'string') return withoutEngineTexts(value);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) };
  if (Array.isArray(value)) return value.map((item) => encode(item) ?? null);
  if (value instanceof Error || value instanceof DOMException) return { $error: encodeError(value) };
  if (value instanceof Date) return value.toISOString();
  if (value instanceof URL) return { $url: value.href };
  if (value instanceof Uint8Array) return { $base64: Buffer.from(value).toString('base64') };
  if (value instanceof AbortSignal) return undefined;
  if (typeof value.base64 === 'string' && typeof value.mediaType === 'string') {
    const type = value.type === undefined ? {} : { type: value.type };
    return { $file: { mediaType: value.mediaType, base64: value.base64, ...type } };
  }
  if (typeof value.doGenerate === 'function') return { $model: `${value.provider}:${value.modelId}` };
  return Object.fromEntries(
    [...keysOf(value)].map((key) => [key, encode(value[key])]).filter(([, item]) => item !== undefined),
  );
}

// Results have getters on their prototypes, which belong to what users see.
function keysOf(value) {
  const keys = new Set(Object.keys(value));
  let prototype = Object.getPrototypeOf(value);
  while (prototype && prototype !== Object.prototype) {
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (property.get && key !== '__proto__') keys.add(key);
    }
    prototype = Object.getPrototypeOf(prototype);
  }
  return keys;
}

export function encodeError(error, { without = [], flat = false, depth = 0 } = {}) {
  if (error?.name === 'ZodError' || error?.constructor?.name === '$ZodError') return { name: 'ZodError' };
  if (error instanceof SyntaxError) return { name: 'SyntaxError', message: '<js-json-error>' };
  const fields = { name: error.name, message: withoutEngineTexts(error.message) };
  for (const key of Object.keys(error)) {
    if (['name', 'message', 'stack', 'cause', ...without].includes(key)) continue;
    const item = encode(error[key]);
    if (item !== undefined) fields[key] = item;
  }
  if (error.cause !== undefined && depth < 4 && !(error instanceof DOMException)) {
    const isError = error.cause instanceof Error || error.cause?.constructor?.name === '$ZodError';
    const cause = isError ? encodeError(error.cause, { without, flat, depth: depth + 1 }) : encode(error.cause);
    fields.cause = isError && !flat ? { $error: cause } : cause;
  }
  return fields;
}

function withoutEngineTexts(message) {
  return message
    .replace(/(JSON parsing failed: Text: [\s\S]*?\.\nError message: SyntaxError: )(?!Object contains)[\s\S]*$/, '$1<js-json-error>')
    .replace(/(Type validation failed[^\n]*\nError message: )\[[\s\S]*$/, '$1<zod-issues>');
}

// What names the program is different by nature, and an object of headers without anything else says nothing.
export function withoutUserAgent(value) {
  if (Array.isArray(value)) return value.map(withoutUserAgent);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([key]) => !key.toLowerCase().endsWith('user-agent'));
  const cleaned = kept.map(([key, item]) => [key, withoutUserAgent(item)]);
  return Object.fromEntries(
    cleaned.filter(([key, item]) => !(key === 'headers' && item && Object.keys(item).length === 0)),
  );
}

// Points in time that are now: everything that a case says itself lies in the past.
export function withTimestamps(value) {
  if (Array.isArray(value)) return value.map(withTimestamps);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'timestamp' && typeof item === 'string' && Math.abs(Date.parse(item) - Date.now()) < 86_400_000
        ? '<timestamp>'
        : withTimestamps(item),
    ]),
  );
}
