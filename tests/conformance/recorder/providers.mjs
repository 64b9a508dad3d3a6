// Cases of language models and of other models: one call against a canned network.

import { cannedFetch, recordedBody, recordedContent, recordedHeaders } from './network.mjs';
import { decode, encode, encodeError, withoutUserAgent, withTimestamps } from './values.mjs';

const WORDS = {
  $function: (value) => ({ addTransformedFlag: (body) => ({ ...body, transformed: true }) })[value.$function],
  $object: () => ({
    extractMetadata: async ({ parsedBody }) =>
      parsedBody.test_field ? { 'test-provider': { value: parsedBody.test_field } } : undefined,
    createStreamExtractor: () => {
      const values = [];
      return {
        processChunk: (chunk) => void (chunk?.test_field && values.push(chunk.test_field)),
        buildMetadata: () => ({ 'test-provider': { values } }),
      };
    },
  }),
};

const ERRORS = { without: ['requestBodyValues'], flat: true };

export async function languageModel(data, loadPackage) {
  const network = cannedFetch(data.responses);
  let observed;
  try {
    const factory = (await loadPackage(data.reference.package))[data.factory];
    const provider = factory({ ...decode(data.settings, WORDS), fetch: network.fetch });
    const model = provider[data.model.method](data.model.id);
    const options = decode(data.call.options, WORDS);
    observed = data.call.method === 'doStream' ? await stream(model, options) : await generate(model, options);
  } catch (error) {
    observed = { error: forLanguageModels(encodeError(error, ERRORS)) };
  }
  const requests = network.requests.map(({ url, init }) => {
    const body = recordedBody(init);
    return { method: init.method ?? 'GET', url, headers: recordedHeaders(init), ...(body === undefined ? {} : { body }) };
  });
  return shortened({ requests, ...observed });
}

async function generate(model, options) {
  const result = encode(await model.doGenerate(options));
  delete result.response?.body;
  return { result };
}

async function stream(model, options) {
  const { stream: parts, ...rest } = await model.doStream(options);
  const observed = { stream: encode(rest), parts: [] };
  try {
    for await (const part of parts) observed.parts.push(forLanguageModels(encodePart(part)));
  } catch (error) {
    observed.streamError = forLanguageModels(encodeError(error, ERRORS));
  }
  return observed;
}

function encodePart(part) {
  return part.type === 'error' && part.error instanceof Error
    ? { type: 'error', error: { $error: encodeError(part.error, ERRORS) } }
    : encode(part);
}

// The two schemas have different words for what engines say.
function forLanguageModels(value) {
  if (typeof value === 'string') {
    return value.replaceAll('<js-json-error>', '<js-syntax-error>').replaceAll('<zod-issues>', '<zod-message>');
  }
  if (Array.isArray(value)) return value.map(forLanguageModels);
  if (value === null || typeof value !== 'object') return value;
  if (value.name === 'SyntaxError') return { engineSpecific: true, name: 'SyntaxError' };
  if (value.name === 'ZodError') return { name: 'ZodError', message: '<zod-message>' };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, forLanguageModels(item)]));
}

// Bodies of requests stand once in a case.
function shortened(expected) {
  for (const part of [expected.result, expected.stream]) {
    const body = part?.request?.body;
    const index = expected.requests.findIndex(
      (request) => body !== undefined && [body, tryParse(body)].some((item) => same(item, request.body)),
    );
    if (index >= 0) {
      part.request.body = typeof body === 'string' ? { $jsonTextOfRequestBody: index } : { $sameAsRequestBody: index };
    }
  }
  return expected;
}

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);

function tryParse(text) {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

const FACTS = [
  'provider',
  'modelId',
  'maxEmbeddingsPerCall',
  'supportsParallelCalls',
  'maxImagesPerCall',
  'specificationVersion',
];

export async function otherModel(data, loadPackage) {
  const network = cannedFetch(data.responses);
  const factory = (await loadPackage(data.package))[data.factory];
  const provider = factory({ ...decode(data.settings, WORDS), fetch: network.fetch });
  const model = provider[data.method](data.modelId);
  const facts = FACTS.map((name) => [name, encode(model[name])]).filter(([, value]) => value !== undefined);
  const observed = { model: Object.fromEntries(facts) };
  try {
    observed.result = encode(await model[data.call](decode(data.options, WORDS)));
  } catch (error) {
    observed.throws = { $error: encodeError(error) };
  }
  observed.requests = [];
  for (const { url, init } of network.requests) {
    const content = await recordedContent(init);
    const headers = recordedHeaders(init);
    if (content.form) delete headers['content-type'];
    observed.requests.push({ url, method: init.method ?? 'GET', headers, ...content });
  }
  return withoutUserAgent(withTimestamps(observed));
}
