"""A bucket of a store that speaks S3's protocol, through boto3: objects by key, faults as `TargetError`s.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from hashlib import md5
from typing import Any, TypeVar

from leaflet.project.publish_settings import TargetSettings
from leaflet.publish.target import Busy, TargetError

AT_ONCE = 8  # requests
MOST_DELETED = 1000  # with one request, says S3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored:
    """What a list of objects says of one. `tag` is its ETag: the MD5 of its bytes, unless the store enciphers them."""

    bytes: int
    tag: str


class Taken(Busy):
    """An object is there already, or is no longer what it was."""


class Bucket:
    """Keys are without the target's prefix, which all of them have in the store."""

    def __init__(self, settings: TargetSettings) -> None:
        self.options = settings.options
        self.name = settings.options["bucket"]
        self.prefix = f"{folder}/" if (folder := settings.options.get("prefix", "").strip("/")) else ""

    @cached_property
    def client(self) -> Any:
        try:
            import boto3
            from botocore.config import Config
        except ImportError as error:
            raise TargetError("boto3 is not installed: run scripts/setup site.") from error
        # Checksums that older stores do not know are sent only where a request needs one.
        config = Config(
            retries={"max_attempts": 5, "mode": "standard"},
            connect_timeout=10,
            read_timeout=60,
            max_pool_connections=AT_ONCE,
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        with self._plainly():
            return boto3.session.Session().client(
                "s3", endpoint_url=self.options.get("endpoint"), region_name=self.options.get("region"), config=config
            )

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """boto3's faults in plain English."""
        from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

        try:
            yield
        except NoCredentialsError as error:
            raise TargetError(
                f"{self.name}: there is no key. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the "
                "environment, or AWS_PROFILE."
            ) from error
        except ClientError as error:
            said = error.response.get("Error", {})
            if said.get("Code") in ("PreconditionFailed", "412", "ConditionalRequestConflict"):
                raise Taken(f"{self.name}: somebody else was there first.") from error
            raise TargetError(f"{self.name}: {said.get('Code')}: {said.get('Message')}") from error
        except BotoCoreError as error:
            raise TargetError(f"{self.name}: {error}") from error

    def keys(self, under: str = "") -> dict[str, Stored]:
        """Every object whose key begins so."""
        with self._plainly():
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=self.prefix + under)
            return {
                one["Key"].removeprefix(self.prefix): Stored(one["Size"], one["ETag"].strip('"'))
                for page in pages
                for one in page.get("Contents", ())
            }

    def get(self, key: str) -> bytes | None:
        """The bytes of an object; None where there is none."""
        found = self._answer(key, self.get_object)
        return found["Body"].read() if found else None

    def metadata(self, key: str) -> dict[str, str]:
        """What was noted with an object; nothing where there is none."""
        found = self._answer(key, self.head_object)
        return dict(found["Metadata"]) if found else {}

    def age(self, key: str) -> timedelta:
        """How long ago an object was written, by the store's own clock; no time where there is none."""
        found = self._answer(key, self.head_object)
        if not found:
            return timedelta()
        now = parsedate_to_datetime(found["ResponseMetadata"]["HTTPHeaders"]["date"])
        written: datetime = found["LastModified"]
        return now - written

    def get_object(self, key: str) -> Any:
        return self.client.get_object(Bucket=self.name, Key=self.prefix + key)

    def head_object(self, key: str) -> Any:
        return self.client.head_object(Bucket=self.name, Key=self.prefix + key)

    def _answer(self, key: str, ask: Callable[[str], Any]) -> Any:
        from botocore.exceptions import ClientError

        with self._plainly():
            try:
                return ask(key)
            except ClientError as error:
                if error.response["Error"]["Code"] in ("NoSuchKey", "404", "NotFound"):
                    return None
                raise

    def put(self, key: str, body: bytes, **said: Any) -> str:
        """Write an object, its bytes compared by the store with their MD5; gives its ETag.

        `said` are boto3's: `ContentType`, `Metadata`, `IfNoneMatch` ... Raises `Taken` where a condition is not met.
        """
        with self._plainly():
            answer = self.client.put_object(
                Bucket=self.name,
                Key=self.prefix + key,
                Body=body,
                ContentMD5=b64encode(md5(body).digest()).decode(),
                **said,
            )
            return str(answer["ETag"]).strip('"')

    def copy(self, source: str, key: str, headers: Mapping[str, str], metadata: Mapping[str, str]) -> None:
        """Write an object with the bytes of another, inside the store, to be sent with `headers`."""
        said = {name.replace("-", ""): value for name, value in headers.items()}
        with self._plainly():
            self.client.copy_object(
                Bucket=self.name,
                Key=self.prefix + key,
                MetadataDirective="REPLACE",
                CopySource={"Bucket": self.name, "Key": self.prefix + source},
                Metadata=dict(metadata),
                **said,
            )

    def delete(self, keys: Collection[str]) -> None:
        """Delete objects; one that is already gone is not an error."""
        every = sorted(keys)
        for start in range(0, len(every), MOST_DELETED):
            some = [{"Key": self.prefix + key} for key in every[start : start + MOST_DELETED]]
            with self._plainly():
                answer = self.client.delete_objects(Bucket=self.name, Delete={"Objects": some, "Quiet": True})
            if faults := answer.get("Errors"):
                raise TargetError(f"{self.name}: {faults[0].get('Key')}: {faults[0].get('Message')}")


def at_once(work: Callable[[T], object], things: Iterable[T]) -> None:
    """Do the same for each, several at a time; all are done, or one has failed, when it returns."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(work, thing) for thing in things]:
            done.result()
