// Cases of core functions, over scripted mock models.

import * as ai from 'ai';
import * as internal from 'ai/internal';
import { MockLanguageModelV4 } from 'ai/test';
import * as utils from '@ai-sdk/provider-utils';
import { buildError, decode, encode, encodeError, functionWords, pick, withoutUserAgent, withTimestamps } from './values.mjs';

const FIELDS = [
  'text', 'content', 'reasoning', 'reasoningText', 'files', 'sources', 'toolCalls', 'staticToolCalls',
  'dynamicToolCalls', 'toolResults', 'staticToolResults', 'dynamicToolResults', 'finishReason', 'rawFinishReason',
  'usage', 'totalUsage', 'warnings', 'request', 'response', 'responseMessages', 'providerMetadata', 'steps', 'output',
];

export async function core(data) {
  const run = RUNNERS[data.fn];
  if (!run) throw new Error(`cannot record fn ${data.fn}`);
  const timer = globalThis.setTimeout;
  const random = Math.random;
  const now = performance.now;
  const delays = [];
  try {
    Math.random = () => 0;
    performance.now = () => 0; // the clock of tools
    if (data.recordDelays) {
      globalThis.setTimeout = (callback, ms, ...args) => {
        delays.push(ms);
        return timer(callback, 0, ...args);
      };
    }
    const observed = await run(data, new Stage(data));
    if (data.recordDelays) observed.delays = delays;
    return withoutUserAgent(withTimestamps(observed));
  } finally {
    globalThis.setTimeout = timer;
    Math.random = random;
    performance.now = now;
  }
}

class Stage {
  constructor(data) {
    this.data = data;
    this.events = [];
    this.calls = [];
    this.pauses = [];
    this.controller = new AbortController();
    this.words = functionWords(this);
    this.models = Object.fromEntries(Object.entries(data.models ?? {}).map(([name, script]) => [name, this.model(name, script)]));
  }

  log(event, data) {
    this.events.push(data === undefined ? { event } : { event, data });
  }

  logs() {
    return { ...(this.calls.length ? { calls: this.calls } : {}), ...(this.events.length ? { events: this.events } : {}) };
  }

  model(name, script) {
    const supportedUrls = Object.entries(script.supportedUrls ?? {});
    const counts = {};
    const next = (method, options) => {
      const { abortSignal, ...rest } = options;
      this.calls.push({ model: name, method, options: encode(rest) });
      const index = (counts[method] = (counts[method] ?? 0) + 1) - 1;
      const entry = script[method][Math.min(index, script[method].length - 1)];
      if (entry.$throw) throw buildError(entry.$throw, this.words);
      return entry;
    };
    return new MockLanguageModelV4({
      provider: script.provider ?? 'mock-provider',
      modelId: script.modelId ?? 'mock-model-id',
      supportedUrls: Object.fromEntries(supportedUrls.map(([type, list]) => [type, list.map((item) => new RegExp(item))])),
      doGenerate: async (options) => decode(next('doGenerate', options), this.words),
      doStream: async (options) => {
        const { parts, ...rest } = next('doStream', options);
        return { ...decode(rest, this.words), stream: play(parts, this) };
      },
    });
  }

  options() {
    const { data } = this;
    const options = { model: this.models.m, ...decode(data.options, this.words) };
    for (const name of data.record ?? []) options[name] = () => this.log(name);
    for (const [name, keys] of Object.entries(data.recordKeys ?? {})) options[name] = (event) => this.log(name, pick(event, keys));
    for (const name of data.recordFull ?? []) options[name] = (event) => this.log(name, encode(event));
    if (data.abortSignal) options.abortSignal = this.controller.signal;
    const ids = counter('id');
    return { ...options, _internal: { generateId: ids, generateCallId: counter('call'), now: () => 0 } };
  }
}

function counter(prefix) {
  let count = 0;
  return () => `${prefix}-${count++}`;
}

function play(parts, stage) {
  const rest = [...parts];
  return new ReadableStream({
    async pull(controller) {
      const part = rest.shift();
      if (part === undefined) controller.close();
      else if ('$throw' in part) controller.error(buildError(part.$throw, stage.words));
      else if ('$wait' in part) {
        await new Promise((resolve) => setTimeout(resolve, part.$wait));
        await this.pull(controller);
      } else if ('$abort' in part) {
        stage.controller.abort(part.$abort === true ? undefined : part.$abort);
        if (part.then === 'error') controller.error(stage.controller.signal.reason);
      } else controller.enqueue(decode(part, stage.words));
    },
  });
}

async function generateText(data, stage) {
  const observed = {};
  try {
    const result = await ai.generateText(stage.options());
    observed.result = {};
    for (const name of data.fields ?? FIELDS) await read(observed.result, name, () => result[name]);
  } catch (error) {
    observed.throws = thrown(error);
  }
  return { ...observed, ...stage.logs() };
}

async function streamText(data, stage) {
  const observed = {};
  try {
    const result = ai.streamText(stage.options());
    for (const view of data.consume ?? ['fullStream']) observed[view] = await collect(() => result[view]);
    observed.result = {};
    for (const name of data.fields ?? FIELDS) await read(observed.result, name, () => result[name]);
  } catch (error) {
    observed.throws = thrown(error);
  }
  if (data.recordSmoothDelays && stage.pauses.length) observed.smoothDelays = stage.pauses;
  return { ...observed, ...stage.logs() };
}

async function collect(source) {
  const items = [];
  try {
    for await (const item of source()) items.push(structuredClone(encode(item)));
  } catch (error) {
    items.push({ $streamError: thrown(error) });
  }
  return items;
}

async function read(fields, name, get) {
  try {
    const value = encode(await get());
    if (value !== undefined) fields[name] = value;
  } catch (error) {
    fields[name] = { $throws: thrown(error) };
  }
}

const thrown = (error) => (error instanceof Error || error instanceof DOMException ? { $error: encodeError(error) } : encode(error));

async function call(data, stage) {
  return { ...(await apply(data.name, data.args, stage, 'resultUndefined')), ...stage.logs() };
}

async function table(data, stage) {
  const rows = [];
  for (const row of data.cases) rows.push(await apply(data.name, row.args, stage, 'undefined'));
  return { rows };
}

async function apply(name, args, stage, undefinedKey) {
  const [home, ours] = name.startsWith('utils.') ? [utils, name.slice(6)] : name.startsWith('internal.') ? [internal, name.slice(9)] : [ai, name];
  try {
    const result = encode(await home[ours](...decode(args, stage.words)));
    return result === undefined ? { [undefinedKey]: true } : { result };
  } catch (error) {
    return { throws: thrown(error) };
  }
}

async function errors(data) {
  return {
    rows: data.cases.map((description) => {
      const error = buildError(description);
      const fields = encodeError(error);
      return {
        $error: fields,
        isInstance: ai[description.type].isInstance(error),
        aisdk: ai.AISDKError.isInstance(error),
        toString: `${fields.name}: ${fields.message}`,
      };
    }),
  };
}

const RUNNERS = { generateText, streamText, call, table, errors };
