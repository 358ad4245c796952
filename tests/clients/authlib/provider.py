"""The demo under test, its clients, and a citizen who signs in on its pages."""

import html
import json
import os
import re
import subprocess
from urllib.parse import parse_qs, urljoin, urlsplit

import requests

DEMO = json.loads(os.environ["GUICHET_DEMO"])
ISSUER = DEMO["sites"]["connect"]
BACK = "http://localhost:9/callback"
METADATA = requests.get(f"{ISSUER}/.well-known/openid-configuration", timeout=10).json()


def register(name, *more):
    """`guichet client create`: the identifier and the secret of a new client."""
    command = ["client", "create", "--config", os.environ["CLIENTS_CONFIG"], "--name", name, "--redirect-uri", BACK, *more, "--json"]
    done = subprocess.run([os.environ["GUICHET_BIN"], *command], check=True, capture_output=True, timeout=30)
    client = json.loads(done.stdout)
    return client["client_id"], client["client_secret"]


class Citizen:
    """Somebody new in her browser; `go` ends at the client."""

    def __init__(self, login="nadia@example.org"):
        self.browser = requests.Session()
        self.browser.headers.update({"Accept": "text/html", "Sec-Fetch-Mode": "navigate"})
        self.account = next(each for each in DEMO["accounts"] if each["login"] == login)

    def go(self, url):
        """Signs in, agrees, and gives the address of the client where she is sent."""
        typed = {"email": self.account["login"], "password": self.account["password"]}
        for button in ("Se connecter", "Accepter et continuer"):
            url, page = self._follow("GET", url)
            if page is None:
                break
            url = self._submit(url, page, button, typed)
        url, _ = self._follow("GET", url)
        return url

    def _follow(self, method, url, **sent):
        while not url.startswith(BACK):
            answer = self.browser.request(method, url, allow_redirects=False, timeout=10, **sent)
            if "location" not in answer.headers:
                return url, answer.text
            method, url, sent = "GET", urljoin(url, answer.headers["location"]), {}
        return url, None

    def _submit(self, url, page, button, typed):
        """The address that an answer sends to, without asking for it."""
        for tag, content in re.findall(r"<form\b([^>]*)>(.*?)</form>", page, re.DOTALL):
            if pressed := re.search(rf"<button\b([^>]*)>\s*{button}\s*</button>", content):
                fields = [_attributes(field) for field in re.findall(r"<input\b([^>]*)>", content)] + [_attributes(pressed[1])]
                fixed = {field["name"]: field.get("value", "") for field in fields if field.get("type", "hidden") in ("hidden", "submit") and "name" in field}
                target = urljoin(url, _attributes(tag)["action"])
                answer = self.browser.post(target, data=fixed | typed, headers={"Origin": ISSUER}, allow_redirects=False, timeout=10)
                return urljoin(target, answer.headers["location"])
        raise AssertionError(f"no button « {button} » on {url}")


def _attributes(tag):
    return {name: html.unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}


def parameter(url, name):
    """A parameter of an address, if it is there once."""
    return parse_qs(urlsplit(url).query).get(name, [None])[0]
