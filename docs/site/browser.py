"""A headless Chromium that opens pages from disk, and tells what can be seen of them."""

import base64
import json
import shutil
from pathlib import Path

from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service


class Browser:
    """Opens one page at a time. What a page did is known until the next is opened."""

    def __init__(self):
        options = Options()
        if chromium := shutil.which("chromium"):
            options.binary_location = chromium
        # The sandbox wants a user that is not root; the pages are our own, and have no scripts.
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                         "--disable-gpu", "--hide-scrollbars"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(
            options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_page_load_timeout(60)
        self.axe = Axe()

    def quit(self) -> None:
        self.driver.quit()

    def command(self, name: str, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def version(self) -> str:
        return self.command("Browser.getVersion")["product"]

    def size(self, width: int, height: int = 900) -> None:
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=1, mobile=False)

    def scheme(self, name: str) -> None:
        """Makes the page light or dark."""
        feature = {"name": "prefers-color-scheme", "value": name}
        self.command("Emulation.setEmulatedMedia", features=[feature])

    def open(self, file: Path) -> None:
        for log in ("browser", "performance"):
            self.driver.get_log(log)
        self.driver.get(file.as_uri())

    def run(self, script: str, *arguments):
        return self.driver.execute_script(script, *arguments)

    def complaints(self) -> list[str]:
        """What the page left in the console, and what it asked for in vain or from elsewhere."""
        found = [entry["message"] for entry in self.driver.get_log("browser")
                 if entry["level"] in ("WARNING", "SEVERE")]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            parameters = message["params"]
            if message["method"] == "Network.loadingFailed":
                found.append(f"not loaded: {parameters.get('errorText')}")
            if message["method"] == "Network.requestWillBeSent":
                address = parameters["request"]["url"]
                if not address.startswith(("file:", "data:", "about:")):
                    found.append(f"asked for {address[:80]}")
        return found

    def fonts(self, selector: str) -> list[set[str]]:
        """The fonts that each such element is drawn with."""
        self.command("DOM.enable")
        self.command("CSS.enable")
        root = self.command("DOM.getDocument", depth=0)["root"]["nodeId"]
        nodes = self.command("DOM.querySelectorAll", nodeId=root, selector=selector)["nodeIds"]
        found = []
        for node in nodes:
            fonts = self.command("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
            found.append({font["familyName"] for font in fonts})
        self.command("CSS.disable")
        return found

    def picture(self) -> bytes:
        return base64.b64decode(self.command("Page.captureScreenshot")["data"])

    def printed(self) -> bytes:
        return base64.b64decode(self.command("Page.printToPDF", preferCSSPageSize=True)["data"])

    def violations(self, *rules: str) -> list[str]:
        """What axe finds against WCAG and good practice: all of it, or against some rules."""
        options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else None
        result = self.axe.run(self.driver, options=options)
        return [
            f"{each['id']}: {each['help']}, {len(each['nodes'])} times,"
            f" first {each['nodes'][0]['html'][:100]}"
            for each in result["violations"]
        ]
