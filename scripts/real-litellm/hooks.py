"""Loaded by the proxy of `npm run real-litellm`: guardrails that refuse, and a hook with a bug."""

from fastapi import HTTPException
from litellm.integrations.custom_guardrail import CustomGuardrail
from litellm.integrations.custom_logger import CustomLogger


class RefusingGuardrail(CustomGuardrail):
    """Refuses as most guardrails do: HTTP 400 with a reason."""

    async def async_pre_call_hook(self, user_api_key_dict, cache, data, call_type):
        raise HTTPException(
            status_code=400,
            detail={"error": "Violated guardrail policy", "guardrail": "guard-refuse"},
        )


class RaisingGuardrail(CustomGuardrail):
    """Refuses by a bare exception, which the proxy answers with HTTP 500."""

    async def async_pre_call_hook(self, user_api_key_dict, cache, data, call_type):
        raise ValueError("Guardrail failed words - `secret` detected")


class FaultyHook(CustomLogger):
    """A bug in the operator's own extension, for requests that ask for it."""

    async def async_pre_call_hook(self, user_api_key_dict, cache, data, call_type):
        if (data.get("user") or "") == "meets-the-bug":
            return {}["tenant"]
        return data


faulty_hook = FaultyHook()
