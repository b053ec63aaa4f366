"""A keyring in one JSON file, {"service": {"user": "password"}}, whose path is in LARDER_KEYRING."""

import json
import os

from keyring.backend import KeyringBackend


class FileKeyring(KeyringBackend):
    priority = 1

    def _read(self):
        if not os.path.exists(os.environ["LARDER_KEYRING"]):
            return {}
        with open(os.environ["LARDER_KEYRING"]) as file:
            return json.load(file)

    def _write(self, kept):
        with open(os.environ["LARDER_KEYRING"], "w") as file:
            json.dump(kept, file)

    def get_password(self, service, username):
        return self._read().get(service, {}).get(username)

    def set_password(self, service, username, password):
        kept = self._read()
        kept.setdefault(service, {})[username] = password
        self._write(kept)

    def delete_password(self, service, username):
        kept = self._read()
        kept.get(service, {}).pop(username, None)
        self._write(kept)
