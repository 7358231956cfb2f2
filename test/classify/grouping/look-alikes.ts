/** Written for the tests: each list is one error as it arrives in several shapes. */
export const LOOK_ALIKES: Readonly<Record<string, readonly string[]>> = {
  'wrappers stack and bodies come as JSON, repr and bytes': [
    'litellm.RateLimitError: AcmeException - {"error": {"message": "The queue for this tier is full right now.", "code": 7}}',
    "litellm.RateLimitError: litellm.RateLimitError: AcmeException - {'error': {'message': 'The queue for this tier is full right now.', 'code': None}}",
    `litellm.RateLimitError: RateLimitError: AcmeException - b'{"error": {"message": "The queue for this tier is full right now."}}'`,
    'litellm.RateLimitError: AcmeException - Error code: 429 - {"error": {"message": "The queue for this tier is full right now."}}',
    'litellm.RateLimitError: AcmeException - The queue for this tier is full right now.',
  ],
  'suffixes of the router come and go': [
    'litellm.InternalServerError: AcmeException - worker crashed while it was loading',
    'litellm.InternalServerError: AcmeException - worker crashed while it was loading. Received Model Group=a\nAvailable Model Group Fallbacks=None LiteLLM Retried: 1 times, LiteLLM Max Retries: 2',
    'litellm.InternalServerError: AcmeException - worker crashed while it was loading\nNo fallback model group found for original model_group=b. Fallbacks=[]',
    "litellm.InternalServerError: AcmeException - worker crashed while it was loading\n\nLiteLLM: model group 'c' failed with the error above. No fallback was attempted.",
  ],
  'ids, hashes, hosts, paths and times vary': [
    'job 7f3c2b1a-1111-2222-3333-444455556666 on node1.example.org:8080 failed at 2026-01-02T03:04:05Z, see /var/log/a.log',
    'job 0a0a0a0a-9999-8888-7777-666655554444 on 10.1.2.3:9090 failed at 2025-12-31T23:59:59Z, see /tmp/x/y/z.txt',
  ],
  'names behind the words that name them vary': [
    "the model 'acme/large-1' is not open to team research",
    "the model 'tiny' is not open to team research",
  ],
  'people and their names with spaces vary': [
    'Budget of Team=Data Science was used up: spend=12.5',
    'Budget of Team=eu:ops/west was used up: spend=0.01',
  ],
  'lists are as long as they happen to be': [
    'no answer for the calls call_8f2k1m9q0z7x, call_1a2b3c4d5e6f, call_0z9y8x7w6v5u',
    'no answer for the calls call_9z8y7x6w5v4u',
  ],
  'advice behind the sentence does not count': [
    'Your balance is too low to run this request.',
    'Your balance is too low to run this request. Please top it up at https://acme.example/billing',
  ],
  'lists of what would be right do not count': [
    "There is no tier 'gold'. Available tiers: basic, pro",
    "There is no tier 'lead'. Available tiers: pro",
    "There is no tier 'zinc'",
  ],
  'half a sentence behind a whole one does not count': [
    'litellm.BadRequestError: AcmeException - {"error": {"message": "Your balance is low. The limit of it is known to all of us."}}',
    'litellm.BadRequestError: AcmeException - {"error": {"message": "Your balance is low. The limit of it is known to all of us. Ask your ad',
  ],
  'echoed prompts vary': [
    'Cannot parse the template at pos 12: write me a poem. Please!',
    'Cannot parse the template at pos 9: {"a": 1}',
  ],
  'printed messages vary': [
    "Invalid chat message={'role': 'user', 'content': 'no. never'} at index 3",
    "Invalid chat message={'role': 'tool', 'content': [{'type': 'file'}]} at index 14",
  ],
  'a traceback counts by what was raised last': [
    'Traceback (most recent call last):\n  File "/a/b.py", line 3, in f\n    raise e\nlitellm.exceptions.Timeout: litellm.Timeout: AcmeException - nobody answered this call\n',
    'Traceback (most recent call last):\n  File "/z.py", line 77, in other\nOldError: x\n\nDuring it:\n  File "/q.py", line 1, in g\nlitellm.Timeout: AcmeException - nobody answered this call',
    'litellm.Timeout: AcmeException - nobody answered this call',
  ],
  'words in front that only say that it is an error do not count': [
    'litellm.Timeout: AcmeException - nobody answered this call',
    'Error: litellm.Timeout: AcmeException - nobody answered this call',
    'litellm.Timeout: AcmeException - data: {"error": {"message": "nobody answered this call"}}',
  ],
  "the request's id behind the sentence does not count": [
    'litellm.Timeout: AcmeException - nobody answered this call',
    'litellm.Timeout: AcmeException - nobody answered this call (request id: 20260101abc)',
    'litellm.Timeout: AcmeException - nobody answered this call. Trace ID: 0af7651916cd',
  ],
  'ids that say of what they are one vary': [
    'there is no result for the call toolu_01AbCd in this list',
    'there is no result for the call call_7 in this list',
  ],
  'what a caller sent and how the caller calls it vary': [
    "the schema for function 'find_it' was refused [input_value=abc, input_type=str]",
    "the schema for function 'getWeather2' was refused [input_value=['x'], input_type=list]",
  ],
  'regions, buckets and files vary': [
    'bucket my-data in region nowhere has no file photo.png for us',
    'bucket logs.prod in region swedencentral has no file scan_2.jpeg for us',
  ],
  'pages of gateways count by their headline': [
    'litellm.BadGatewayError: AcmeException - <html>\r\n<head><title>502 Bad Gateway</title></head><body>a</body></html>',
    'litellm.BadGatewayError: AcmeException - <html><head><title>502 Bad Gateway</title>',
  ],
}

/** Each list holds errors that look alike and are not: none may meet another. */
export const NEAR_TWINS: Readonly<Record<string, readonly string[]>> = {
  'tokens per minute are not requests per minute, nor per day': [
    'Limit reached for `acme-1` on tokens per minute (TPM): Limit 10, Used 9',
    'Limit reached for `acme-1` on requests per minute (RPM): Limit 10, Used 9',
    'Limit reached for `acme-1` on tokens per day (TPD): Limit 10, Used 9',
  ],
  'parameters have names': [
    "Missing required parameter: 'tools[0].name'.",
    "Missing required parameter: 'tools[0].type'.",
    "Unsupported value: 'temperature' does not support 0.7 with this model.",
    "Unsupported value: 'top_p' does not support 0.7 with this model.",
  ],
  'the place that a validator names counts': [
    "{'detail': [{'loc': ['body', 'temperature'], 'msg': 'Input should be less than 2'}]}",
    "{'detail': [{'loc': ['body', 'top_p'], 'msg': 'Input should be less than 2'}]}",
  ],
  'providers differ': [
    'litellm.AuthenticationError: AcmeException - invalid key',
    'litellm.AuthenticationError: OtherException - invalid key',
  ],
  'kinds of limit differ': [
    'Rate limit exceeded for api_key: 88dc28d0f030c55e. Limit type: tokens. Remaining: 0',
    'Rate limit exceeded for api_key: 88dc28d0f030c55e. Limit type: requests. Remaining: 0',
  ],
  'a contrast behind the first sentence counts': [
    'The longest context of this model is 4096 tokens. However, your messages hold 5000.',
    'The longest context of this model is 4096 tokens. However, you asked for 5000.',
  ],
  'error numbers differ by what they say': [
    '[Errno 111] Connection refused',
    '[Errno 1] Operation not permitted',
  ],
}
