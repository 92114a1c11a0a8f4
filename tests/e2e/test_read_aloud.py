"""Pages read aloud: the player, the sentence being read, and what they do not do, in real Chromium with real MP3s."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from leaflet.build import site as site_module
from leaflet.build.site import BuildRequest, build_site
from leaflet.edition.recording import Recording
from leaflet.project.interface import read_strings
from leaflet.project.settings import languages
from leaflet.web.check.chromium import AXE
from leaflet.web.check.links import serve
from leaflet.web.content_security_policy import POLICY
from support.made import KINDS, real_project, real_settings
from support.sound import recording

from .pages import SitePage, in_page_tab, read_pages, shown

pytestmark = pytest.mark.slow

STAFF = "quality.html"  # the page for staff, which is not part of the leaflet
LONGEST = "about"
LOOKS = tuple((width, scheme) for width in (320, 1280) for scheme in ("light", "dark"))
READ = (("en", "risks"), ("en", "get-help"), ("en", LONGEST), ("ur", "get-help"), ("zh", "risks"))
SILENT = ("gu", "pl")  # left out, to save time; Arabic stays, without sound
PAGE = "risks/"
PLAYER = "document.querySelector('audio')"
BROKEN_WORDS = """() => [...document.querySelectorAll('#listen_steps button')].flatMap(({ firstChild }) =>
    [...firstChild.data.matchAll(/[^ ]+/g)].filter(({ index, 0: word }) => {
        const range = document.createRange();
        range.setStart(firstChild, index);
        range.setEnd(firstChild, index + word.length);
        return range.getClientRects().length > 1;
    }).map(([word]) => word))"""
MOST_WEIGHT = 2100  # bytes more, compressed, on the longest page


@dataclass(frozen=True)
class Built:
    """A site with sound, its address, and what has been asked of it."""

    folder: Path
    address: str
    log: list[tuple[str, int]]
    recordings: dict[tuple[str, str], Recording]

    def timings(self, page: str = "risks", language: str = "en") -> tuple:
        return self.recordings[language, page].timings

    @property
    def sounds(self) -> list[tuple[str, int]]:
        return [entry for entry in self.log if entry[0].endswith(".mp3")]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp("read-aloud")
    read = {}
    for language, name in READ:
        page = real_project().leaflet(language).page(name)
        assert page
        read[language, name] = recording(page, folder)
    read["en", LONGEST] = uneven(read["en", LONGEST])
    with pytest.MonkeyPatch.context() as patch:  # the real voices take half an hour
        patch.setattr(site_module, "make_audio", lambda *arguments: (read, [], []))
        build_site(BuildRequest(real_project().without(SILENT), folder / "site", [KINDS["epub-audio"], KINDS["zip"]]))
    log: list[tuple[str, int]] = []
    with serve(folder / "site", log) as address:
        yield Built(folder / "site", address, log, read)


def uneven(made: Recording) -> Recording:
    """Times that do not repeat, as those of real sound: they weigh more on the page."""
    timings = (replace(one, start=one.start * 1.0371, end=one.end * 1.0371 - 0.1) for one in made.timings)
    return replace(made, timings=tuple(timings))


@pytest.fixture
def site(built: Built) -> Built:
    built.log.clear()
    return built


@pytest.fixture
def tab(open_tab: Callable[..., Page], site: Built) -> Page:
    """A phone's tab on a page that is read aloud, with its policy in force."""
    tab = open_tab(bypass_csp=False)
    tab.goto(site.address + PAGE)
    return tab


def play(tab: Page) -> None:
    """As a reader does: to the player, and Space."""
    tab.locator("audio").focus()
    tab.keyboard.press("Space")
    tab.wait_for_function(f"() => !{PLAYER}.paused && {PLAYER}.currentTime > 0")


def seek(tab: Page, seconds: float) -> None:
    tab.evaluate(
        f"seconds => new Promise(done => {{ {PLAYER}.onseeked = done; {PLAYER}.currentTime = seconds; }})", seconds
    )


def now(tab: Page) -> float:
    return float(tab.evaluate(f"{PLAYER}.currentTime"))


def being_read(tab: Page) -> list[str]:
    return list(tab.evaluate("[...document.querySelectorAll('.being-read')].map(words => words.id)"))


def wait_until_read(tab: Page, name: str) -> None:
    tab.wait_for_function("name => document.querySelector('.being-read')?.id === name", arg=name)


# Play


def test_it_plays_and_marks_one_sentence_after_the_other(tab: Page, site: Built) -> None:
    first, second = site.timings()[:2]
    play(tab)
    wait_until_read(tab, first.id)
    wait_until_read(tab, second.id)
    assert second.start - 0.2 <= now(tab) <= second.end
    assert being_read(tab) == [second.id]


@pytest.mark.parametrize(("language", "page"), [("en", "risks"), ("ur", "get-help"), ("zh", "risks")])
@pytest.mark.parametrize("edition", ["", "large-print/"])
def test_the_sentence_that_is_heard_is_marked(
    open_tab: Callable[..., Page], site: Built, edition: str, language: str, page: str
) -> None:
    timings = site.timings(page, language)
    tab = open_tab()
    tab.goto(f"{site.address}{edition}{'' if language == 'en' else f'{language}/'}{page}/")
    play(tab)
    for timing in (timings[1], timings[len(timings) // 2], timings[-1], timings[2]):
        seek(tab, (timing.start + timing.end) / 2)
        wait_until_read(tab, timing.id)
        assert being_read(tab) == [timing.id]


def test_nothing_is_marked_before_and_after_the_sentences(tab: Page, site: Built) -> None:
    play(tab)
    seek(tab, site.timings()[-1].end + 2)
    tab.wait_for_function("() => !document.querySelector('.being-read')")
    seek(tab, 0.5)
    tab.wait_for_timeout(300)
    assert being_read(tab) == []


def test_every_sentence_has_its_time_on_the_page(tab: Page, site: Built) -> None:
    found = dict(
        tab.evaluate("[...document.querySelectorAll('[data-time]')].map(({ id, dataset }) => [id, dataset.time])")
    )
    assert found == {timing.id: f"{timing.start:.1f} {timing.end:.1f}" for timing in site.timings()}


def test_nothing_is_asked_for_until_it_is_played_and_then_only_a_part(tab: Page, site: Built) -> None:
    tab.wait_for_load_state("networkidle")
    assert site.sounds == []
    play(tab)
    seek(tab, 60)
    assert {status for _, status in site.sounds} == {206}
    assert {path for path, _ in site.sounds} == {"/audio/en/risks.mp3"}


@pytest.mark.parametrize("path", [PAGE, "large-print/risks/", "zh/risks/", "ur/get-help/"])
def test_the_policy_holds_and_the_browser_has_nothing_to_say(
    open_tab: Callable[..., Page], site: Built, path: str
) -> None:
    tab = open_tab(bypass_csp=False)
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(site.address + path)
    assert tab.locator("meta[http-equiv]").get_attribute("content") == POLICY
    play(tab)
    tab.locator("#listen_steps button").last.click()
    tab.wait_for_timeout(300)
    assert said == []
    assert all(status < 400 for _, status in site.log)


def test_it_works_from_a_folder(open_tab: Callable[..., Page], site: Built) -> None:
    """A copy of the site on a stick, opened without a server."""
    tab = open_tab(bypass_csp=False)
    tab.goto((site.folder / "risks/index.html").as_uri())
    play(tab)
    timing = site.timings()[5]
    seek(tab, timing.start + 1)
    wait_until_read(tab, timing.id)


def test_without_scripts_it_plays_and_shows_no_control_that_does_nothing(
    open_tab: Callable[..., Page], site: Built
) -> None:
    tab = open_tab(java_script_enabled=False)
    tab.goto(site.address + PAGE)
    assert not tab.locator("#listen_steps").is_visible()
    tab.locator("audio").focus()
    tab.keyboard.press("Space")
    for _ in range(100):  # `wait_for_function` is a script of the page too
        if now(tab) > 0:
            break
        tab.wait_for_timeout(300)
    assert now(tab) > 0
    assert site.sounds
    assert being_read(tab) == []
    assert not tab.locator("#listen_steps").is_visible()


# Click


def touch(tab: Page, name: str) -> None:
    """Where a sentence begins, be it in the middle of a line."""
    place = tab.evaluate(
        """name => {
        const words = document.getElementById(name);
        words.scrollIntoView({ block: 'center' });
        const { left, top, width, height } = words.getClientRects()[0];
        return { x: left + Math.min(width / 2, 8), y: top + height / 2 };
    }""",
        name,
    )
    tab.mouse.click(place["x"], place["y"])


def test_a_click_on_a_sentence_plays_from_there(tab: Page, site: Built) -> None:
    play(tab)
    tab.evaluate(f"{PLAYER}.pause()")
    timing = site.timings()[7]
    touch(tab, timing.id)
    wait_until_read(tab, timing.id)
    assert timing.start - 0.2 <= now(tab) < timing.end
    assert tab.evaluate(f"{PLAYER}.paused") is False


def test_a_heading_is_a_sentence_too(tab: Page, site: Built) -> None:
    play(tab)
    tab.locator("#infection").click()
    wait_until_read(tab, "infection")


def still(tab: Page) -> bool:
    """Whether a touch has changed nothing, after the time in which it would have."""
    tab.wait_for_timeout(500)
    return bool(tab.evaluate(f"{PLAYER}.paused && {PLAYER}.currentTime === 0"))


def test_a_touch_of_the_words_makes_no_sound_before_the_reader_asks_for_it(tab: Page, site: Built) -> None:
    touch(tab, "infection_1")
    assert still(tab)
    assert site.sounds == []


def asked_and_stopped(tab: Page) -> None:
    play(tab)
    tab.evaluate(f"{PLAYER}.pause()")
    seek(tab, 0)


def test_a_link_in_a_sentence_is_a_link(tab: Page) -> None:
    asked_and_stopped(tab)
    tab.locator("#infection_1 a").click()
    tab.wait_for_url("**/words/#infection")


def test_words_that_are_selected_are_not_played(tab: Page) -> None:
    asked_and_stopped(tab)
    tab.locator("#infection").dblclick(position={"x": 20, "y": 30})
    assert tab.evaluate("getSelection().toString().trim()") == "Infection"
    assert still(tab)
    tab.locator("#infection_1").scroll_into_view_if_needed()
    box = tab.locator("#infection_1").bounding_box()
    assert box
    tab.mouse.move(box["x"] + 2, box["y"] + 8)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 60, box["y"] + 8, steps=5)
    tab.mouse.up()
    assert tab.evaluate("getSelection().toString()")
    assert still(tab)


# Keyboard


def stops(tab: Page) -> int:
    tab.evaluate("measure.fresh()")
    return int(tab.evaluate("measure.stops().length"))


def test_the_keyboard_goes_from_sentence_to_sentence_by_two_buttons(open_tab: Callable[..., Page], site: Built) -> None:
    """Two stops of Tab, and not one for every sentence."""
    timings = site.timings()
    tab = in_page_tab(open_tab)
    tab.goto(site.address + PAGE)
    before = stops(tab)
    play(tab)
    assert stops(tab) == before + 2
    for _ in range(12):  # through the controls of the player itself
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.localName") == "button":
            break
    assert tab.evaluate("document.activeElement.value") == "-1"
    tab.keyboard.press("Tab")
    seek(tab, timings[3].start + 0.5)
    for timing in timings[4:7]:
        tab.keyboard.press("Enter")
        wait_until_read(tab, timing.id)
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Space")
    wait_until_read(tab, timings[5].id)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.matches('.listen a[download]')")


def test_the_buttons_keep_to_the_first_and_the_last_sentence(tab: Page, site: Built) -> None:
    timings = site.timings()
    play(tab)
    tab.locator("#listen_steps button").first.click()
    wait_until_read(tab, timings[0].id)
    seek(tab, timings[-1].start + 0.5)
    tab.locator("#listen_steps button").last.click()
    wait_until_read(tab, timings[-1].id)


def test_a_recording_without_times_has_no_buttons_that_do_nothing(open_tab: Callable[..., Page], site: Built) -> None:
    tab = in_page_tab(open_tab)
    tab.route(
        "**/risks/",
        lambda route: route.fulfill(
            content_type="text/html", body=re.sub(r' data-time="[^"]*"', "", route.fetch().text())
        ),
    )
    tab.goto(site.address + PAGE)
    play(tab)
    assert not tab.locator("#listen_steps").is_visible()


# In sight


def in_sight(tab: Page, name: str) -> bool:
    return bool(
        tab.evaluate(
            """name => {
        const { top, bottom } = document.getElementById(name).getBoundingClientRect();
        return top >= document.querySelector('.controls').getBoundingClientRect().bottom && bottom <= innerHeight;
    }""",
            name,
        )
    )


@pytest.mark.parametrize("edition", ["", "large-print/"])
def test_the_sentence_is_brought_into_sight_and_the_player_stays(
    open_tab: Callable[..., Page], site: Built, edition: str
) -> None:
    tab = open_tab()
    tab.goto(f"{site.address}{edition}{PAGE}")
    play(tab)
    for timing in (site.timings()[20], site.timings()[8]):
        seek(tab, timing.start + 0.5)
        wait_until_read(tab, timing.id)
        assert in_sight(tab, timing.id)
        assert tab.evaluate("document.querySelector('audio').getBoundingClientRect().top") >= 0


def test_what_is_in_sight_is_not_moved(tab: Page, site: Built) -> None:
    play(tab)
    ids = [timing.id for timing in site.timings()]
    tops = tab.evaluate("ids => ids.map(id => document.getElementById(id).getBoundingClientRect().top)", ids)
    first = next(place for place in range(8, len(ids)) if 0 < tops[place + 1] - tops[place] < 60)  # the next line
    seek(tab, site.timings()[first].start + 0.5)
    wait_until_read(tab, ids[first])
    place = tab.evaluate("scrollY")
    assert in_sight(tab, ids[first + 1])
    seek(tab, site.timings()[first + 1].start + 0.5)
    wait_until_read(tab, ids[first + 1])
    assert tab.evaluate("scrollY") == place


def test_who_has_scrolled_elsewhere_is_left_there(tab: Page, site: Built) -> None:
    play(tab)
    wait_until_read(tab, site.timings()[0].id)
    tab.evaluate("scrollTo(0, document.body.scrollHeight)")
    place = tab.evaluate("scrollY")
    seek(tab, site.timings()[4].start + 0.5)
    wait_until_read(tab, site.timings()[4].id)
    assert tab.evaluate("scrollY") == place


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_it_moves_only_for_who_has_not_asked_for_less_motion(
    open_tab: Callable[..., Page], site: Built, motion: str, moves: bool
) -> None:
    tab = open_tab(reduced_motion=motion)
    tab.goto(site.address + PAGE)
    tab.evaluate("() => { globalThis.places = []; addEventListener('scroll', () => places.push(scrollY)); }")
    play(tab)
    seek(tab, site.timings()[-1].start + 0.5)
    wait_until_read(tab, site.timings()[-1].id)
    tab.wait_for_timeout(1500)
    assert (len(tab.evaluate("[...new Set(places)]")) > 1) == moves


# Looks


@pytest.mark.parametrize(
    ("path", "look"),
    [
        *((path, look) for path in (PAGE, "large-print/risks/") for look in LOOKS),
        *(
            (path, look)
            for path in ("get-help/", "zh/risks/", "large-print/ur/get-help/")
            for look in (LOOKS[0], LOOKS[-1])
        ),
    ],
    ids=str,
)
def test_the_page_is_clean_with_its_player(
    open_tab: Callable[..., Page], site: Built, path: str, look: tuple[int, str]
) -> None:
    """axe, contrast, targets and room: before, and with a sentence marked, on some pages in a box of another colour."""
    width, scheme = look
    tab = in_page_tab(open_tab, viewport={"width": width, "height": 720}, color_scheme=scheme)
    tab.goto(site.address + path)
    found = [*axe(tab)]
    play(tab)
    page, language = path.split("/")[-2], next((tag for tag in ("zh", "ur") if f"{tag}/" in path), "en")
    timing = next(timing for timing in site.timings(page, language) if timing.id in ("emergency_1", "infection_1"))
    seek(tab, timing.start + 0.5)
    wait_until_read(tab, timing.id)
    tab.evaluate(f"{PLAYER}.pause(), scrollTo(0, 0)")  # axe cannot make out what lies under the player
    found += [*axe(tab), *faults(tab, "large" in path)]
    assert not found, shown(found)


def axe(tab: Page) -> list[str]:
    return [str(fault) for fault in tab.evaluate("options => measure.withAxe(options)", AXE)]


def faults(tab: Page, large: bool = False) -> Iterator[str]:
    tab.evaluate("() => { measure.fresh(); measure.open(true); }")
    for call in ("contrast(7)", f"sizes({24 if large else 19})", "targets()", "reflow()", "clipped()"):
        yield from map(str, tab.evaluate(f"measure.{call}"))
    yield from (f'the word "{word}" is broken' for word in tab.evaluate(BROKEN_WORDS))
    if "underline" not in str(
        tab.evaluate("getComputedStyle(document.querySelector('.being-read')).textDecorationLine")
    ):
        yield "the sentence being read is marked by its colour alone (WCAG 1.4.1)"


@pytest.mark.parametrize(
    "style",
    [
        ".being-read { background: #888 }",
        ".being-read { text-decoration: none }",
        "button { min-height: 20px !important; height: 20px; padding: 0; line-height: 1 }",
        ".listen audio { min-width: 30rem }",
        "#listen_steps button { min-width: 0; flex: 0 0 3em; overflow-wrap: anywhere }",
    ],
)
def test_the_test_of_looks_can_tell(open_tab: Callable[..., Page], site: Built, style: str) -> None:
    tab = in_page_tab(open_tab)
    tab.goto(site.address + PAGE)
    play(tab)
    seek(tab, site.timings()[4].start + 0.5)
    wait_until_read(tab, site.timings()[4].id)
    assert not list(faults(tab))
    tab.add_style_tag(content=style)
    assert list(faults(tab))


def test_the_mark_is_seen_in_forced_colours_and_nothing_of_the_player_on_paper(
    open_tab: Callable[..., Page], site: Built
) -> None:
    tab = open_tab(forced_colors="active")
    tab.goto(site.address + PAGE)
    play(tab)
    wait_until_read(tab, site.timings()[0].id)
    mark = "getComputedStyle(document.querySelector('.being-read'))"
    assert "underline" in str(tab.evaluate(f"{mark}.textDecorationLine"))
    tab.emulate_media(media="print", forced_colors="none")
    assert not tab.locator(".listen *:visible").count()
    assert tab.evaluate(f"{mark}.textDecorationLine") == "none"


# What is on which page


@pytest.fixture(scope="module")
def pages(built: Built) -> list[SitePage]:
    return read_pages(built.folder)


def test_only_pages_with_sound_have_a_player_and_a_script(built: Built, pages: list[SitePage]) -> None:
    for page in pages:
        read = (page.language, page.name.strip("/")) in built.recordings and not page.not_found
        assert len(page.html.xpath("//audio")) == len(page.html.xpath("//script")) == read, page.path
        assert bool(page.html.xpath("//*[@data-time]")) == read, page.path


def test_both_editions_play_and_offer_the_same_file(built: Built, pages: list[SitePage]) -> None:
    for page in pages:
        for sound in page.html.xpath("//audio"):
            name = f"audio/{page.language}/{page.name.strip('/')}.mp3"
            assert page.leads_to(sound.get("src")) == name
            assert [page.leads_to(link.get("href")) for link in page.html.xpath("//a[@download]")] == [name]
            assert (sound.get("preload"), sound.get("controls")) == ("none", "")


def test_the_book_with_audio_is_offered_in_the_languages_that_have_some(built: Built, pages: list[SitePage]) -> None:
    files = {
        tag: f"downloads/{KINDS['epub-audio'].file_name('balloon-kyphoplasty', languages()[tag])}"
        for tag in ("en", "ur", "zh")
    }
    assert sorted(file.name for file in (built.folder / "downloads").glob("*.epub")) == sorted(
        name.removeprefix("downloads/") for name in files.values()
    )
    for page in pages:
        if not page.not_found and page.path != STAFF:
            found = page.links("//footer//a[contains(@href, '.epub')]")
            assert found == ([files[page.language]] if page.language in files else []), page.path
    minutes = read_strings(real_settings(), "en")[0]["minutes"].format(
        count=round(sum(made.seconds for (tag, _), made in built.recordings.items() if tag == "en") / 60)
    )
    assert minutes in next(page for page in pages if page.path == PAGE).html.xpath("string(//footer)")


def test_a_language_without_audio_says_so_on_every_page_and_why_among_the_formats(pages: list[SitePage]) -> None:
    words = read_strings(real_settings(), "ar")[0]
    for page in pages:
        if page.language in ("en", "ar") and not page.not_found and page.path != STAFF:
            assert (words["no_audio"] in page.html.xpath("string(//footer)")) == (page.language == "ar"), page.path
        if page.name == "formats/" and page.language == "ar":
            article = page.html.xpath("string(//article)")
            assert words["no_audio_reason"] in article
            assert f"{words['no_audio_ask']} {real_settings().hospital.phone}" in article


def test_a_player_adds_little_to_the_longest_page(built: Built) -> None:
    whole = (built.folder / LONGEST / "index.html").read_text()
    silent = re.sub(r'<div class="listen">.*?</div>\n<p>.*?</div>|<script.*?</script>', "", whole, flags=re.DOTALL)
    silent = re.sub(r' data-time="[^"]+"|<span id="[^"]+"[^>]*>', "", silent)
    silent = silent.replace("</span>", "")
    assert "listen" not in silent and "data-time" not in silent
    weight = len(gzip.compress(whole.encode(), 9)) - len(gzip.compress(silent.encode(), 9))
    assert 0 < weight < MOST_WEIGHT
