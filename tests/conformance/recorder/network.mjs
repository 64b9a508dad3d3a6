// A `fetch` that answers what the case says, and remembers what was asked.

import { buildError } from './values.mjs';

export function cannedFetch(responses) {
  const requests = [];
  const fetch = async (input, init = {}) => {
    requests.push({ url: String(input), init });
    const canned = responses[Math.min(requests.length, responses.length) - 1];
    if (canned === undefined) throw new Error('the case has no response');
    if (canned.networkError) {
      const { message, cause } = canned.networkError;
      throw new TypeError(message, { cause: Object.assign(new Error(cause.message), { code: cause.code }) });
    }
    if (canned.$throw) throw buildError(canned.$throw);
    return response(canned);
  };
  return { fetch, requests };
}

function response(canned) {
  const headers = { ...canned.headers };
  const { status = 200, statusText = status === 200 ? 'OK' : '' } = canned;
  let body = null;
  if (canned.json !== undefined) {
    body = JSON.stringify(canned.json);
    headers['content-type'] ??= 'application/json';
  } else if (canned.text !== undefined) {
    body = canned.text;
  } else if (canned.body !== undefined) {
    body = Buffer.from(canned.body);
  } else if (canned.base64 !== undefined) {
    body = Buffer.from(canned.base64, 'base64');
  } else if (canned.chunks || canned.chunksBase64) {
    const chunks = canned.chunks
      ? canned.chunks.map((chunk) => Buffer.from(chunk))
      : canned.chunksBase64.map((chunk) => Buffer.from(chunk, 'base64'));
    body = new ReadableStream({
      async pull(controller) {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(new Uint8Array(chunk));
        else if (canned.streamError) controller.error(new Error(canned.streamError.message ?? canned.streamError));
        else controller.close();
      },
    });
  }
  return new Response(body, { status, statusText, headers });
}

export function recordedHeaders(init) {
  const entries = [...new Headers(init.headers ?? {}).entries()];
  return Object.fromEntries(entries.filter(([name]) => name !== 'user-agent').sort());
}

// Bodies as the cases of language models write them down.
export function recordedBody(init) {
  if (init.body === undefined || init.body === null) return undefined;
  if (typeof init.body !== 'string') throw new Error('only JSON and text are recorded');
  try {
    return JSON.parse(init.body);
  } catch {
    return { $text: init.body };
  }
}

// Bodies as the cases of other models write them down.
export async function recordedContent(init) {
  if (init.body === undefined || init.body === null) return {};
  if (init.body instanceof FormData) {
    const form = [];
    for (const [name, value] of init.body.entries()) {
      if (typeof value === 'string') form.push({ name, value });
      else {
        const base64 = Buffer.from(await value.arrayBuffer()).toString('base64');
        form.push({ name, file: { filename: value.name, type: value.type, base64 } });
      }
    }
    return { form };
  }
  return { json: JSON.parse(init.body) };
}
