"""browser.py - a browser without a screen, driven through a pipe: pages as people meet them."""
import base64
import json
import os
import shutil
import subprocess
import tempfile


class Browser:
    """One chromium with one tab; `with Browser() as browser`. It speaks Chromium's own protocol,
    JSON texts that end with a NUL, on its descriptors 3 and 4."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="kit-test.")
        to_it, self.to_it = os.pipe()
        self.from_it, from_it = os.pipe()
        high = [os.dup(to_it), os.dup(from_it)]

        def place():
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--remote-debugging-pipe", f"--user-data-dir={self.profile}", "about:blank"],
            preexec_fn=place, pass_fds=(3, 4), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        for fd in (to_it, from_it, *high):
            os.close(fd)
        self.number = 0
        self.read = b""
        self.events = []
        self.session = None
        pages = self.ask("Target.getTargets")["targetInfos"]
        target = next(one["targetId"] for one in pages if one["type"] == "page")
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for part in ("Page", "Network", "Log", "Runtime"):
            self.ask(part + ".enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.to_it)  # it ends when its pipe does
        self.process.wait()
        os.close(self.from_it)
        shutil.rmtree(self.profile, ignore_errors=True)

    def message(self):
        while b"\0" not in self.read:
            more = os.read(self.from_it, 1 << 20)
            if not more:
                raise RuntimeError("the browser has ended")
            self.read += more
        text, self.read = self.read.split(b"\0", 1)
        return json.loads(text)

    def ask(self, method, **params):
        """Calls a method of the protocol, waits for its result; what else it says is kept."""
        self.number += 1
        order = {"id": self.number, "method": method, "params": params}
        if self.session:
            order["sessionId"] = self.session
        text = json.dumps(order).encode() + b"\0"
        while text:
            text = text[os.write(self.to_it, text):]
        while True:
            answer = self.message()
            if answer.get("id") != self.number:
                self.events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']}")
            else:
                return answer["result"]

    def said(self, method):
        """What it has said under this name since the page was opened."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def look(self, width=1280, height=900, script=True, dark=False, paper=False):
        """How the pages that are opened from now on are seen."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setScriptExecutionDisabled", value=not script)
        self.ask("Emulation.setEmulatedMedia", media="print" if paper else "", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def open(self, path):
        self.events = []
        self.ask("Page.navigate", url=f"file://{path}")
        while not self.said("Page.loadEventFired"):
            self.events.append(self.message())

    def run(self, script):
        """The value of an expression, which is evaluated also where the page's scripts are off."""
        result = self.ask("Runtime.evaluate", expression=script, returnByValue=True,
                          awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"].get("description"))
        return result["result"].get("value")

    def picture(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))

    def print(self, path):
        """As a PDF file, in pieces: it may be large."""
        stream = self.ask("Page.printToPDF", transferMode="ReturnAsStream",
                          preferCSSPageSize=True)["stream"]
        with open(path, "wb") as file:
            while True:
                piece = self.ask("IO.read", handle=stream, size=1 << 20)
                data = piece["data"]
                file.write(base64.b64decode(data) if piece.get("base64Encoded") else data.encode())
                if piece["eof"]:
                    return
