"""What the scripts of this folder do with made-up runs: python3 -m unittest discover tools/peers"""
import json
import math
import pathlib
import random
import sys
import unittest
import xml.etree.ElementTree as tree

import agreement
import measure
import models
import page
import picture
import programs
import summary
import two_threads

MODEL = {model.name: model for model in models.MODELS}


def made_up(shift=0.0, rounds=3):
    """A document of sound programs; `shift` moves the mean wait of the loop, in standard errors."""
    draw = random.Random(20261123)
    found = []
    for model in models.MODELS:
        record = {"name": model.name, "title": model.title, "what": model.what,
                  "figures": list(model.figures), "exact": model.exact, "programs": []}
        for name, role, rate, contacts in [
                ("Sangdam", "ours", 8e6, 8e6), ("`limit x`", "loop", 1.6e7, 8e6),
                ("SimPy, CPython", "library", 8e4, 2e5)]:
            figures = {}
            for figure in model.figures:
                moved = shift / math.sqrt(contacts * (rounds + 1)) if role == "loop" else 0.0
                figures[figure] = [model.exact.get(figure, 0.3) + moved
                                   + draw.gauss(0, 1 / math.sqrt(contacts))
                                   for _ in range(rounds + 1)]
            record["programs"].append({
                "name": name, "role": role, "target": 0.35 if role == "loop" else None,
                "unjudged": None, "contacts": contacts, "figures": figures, "allocations": 0.0007,
                "rates": [1.0] + [rate * (1 + 0.1 * index) for index in range(rounds)]})
        found.append(record)
    times = {"one": 8.0, "two": 4.2, "one_copy": 4.4, "two_copies": 4.6}
    return {"command": "make peers", "rounds": rounds, "models": found, "left_out": ["a <thing>"],
            "measured": {"date": "2026-11-23", "commit": "abc", "processor": "P & Q", "cores": 2,
                         "system": "Linux", "versions": {"SimPy": "4"}},
            "quiet": {"others": 0.01, "stolen": 0.0},
            "two_threads": {"replications": 24, "copy_contacts": 1, "rounds": [times] * rounds}}


class ModelTests(unittest.TestCase):
    def test_erlang_a_is_a_poisson_count_where_leaving_is_as_quick_as_an_answer(self):
        load, agents = 12.0, 10
        chance = [math.exp(-load) * load ** count / math.factorial(count) for count in range(120)]
        line = sum((count - agents) * chance[count] for count in range(agents, 120))
        found = models.erlang_a(load, agents, 1.0)
        self.assertAlmostEqual(found["delayed"], sum(chance[agents:]), 12)
        self.assertAlmostEqual(found["wait"], line / load, 12)
        self.assertAlmostEqual(found["abandonment"], line / load, 12)

    def test_erlang_a_where_nobody_leaves_is_one_agent_of_textbooks(self):
        found = models.erlang_a(0.9, 1, 0.0)
        self.assertAlmostEqual(found["wait"], 9, 6)
        self.assertAlmostEqual(found["delayed"], 0.9, 9)
        self.assertEqual(models.mm1(0.5), {"wait": 1, "delayed": 0.5})


class AgreementTests(unittest.TestCase):
    def test_students_table(self):
        for freedom, quantile in [(1, 12.706), (2, 4.3027), (3, 3.1824), (4, 2.7764), (5, 2.5706),
                                  (10, 2.2281), (30, 2.0423), (120, 1.9799)]:
            self.assertAlmostEqual(agreement.two_sided(quantile, freedom), 0.05, 4)
        self.assertAlmostEqual(agreement.two_sided(63.657, 1), 0.01, 5)
        self.assertAlmostEqual(agreement.limit(1, 10), 3.1693, 3)

    def test_the_scatter_of_a_model_is_found_from_all_programs(self):
        draw = random.Random(7)
        samples = [agreement.Sample(str(index), size, [draw.gauss(index, 3 / math.sqrt(size))
                                                       for _ in range(500)])
                   for index, size in enumerate((100, 10_000))]
        deviation, freedom = agreement.scatter(samples)
        self.assertEqual(freedom, 998)
        self.assertAlmostEqual(deviation, 3, delta=0.25)

    def test_sound_programs_agree_and_one_that_errs_is_named(self):
        self.assertEqual(summary.verdict(made_up())["doubts"], [])
        doubts = summary.verdict(made_up(shift=12))["doubts"]
        self.assertTrue(any("limit" in doubt and "exact" in doubt for doubt in doubts), doubts)
        reasons = measure.reasons_against(made_up(shift=12), anyway=True)
        self.assertTrue(reasons, "a measurement in doubt would be written")

    def test_a_program_that_is_not_judged_raises_no_doubt(self):
        document = made_up(shift=40)
        for model in document["models"]:
            model["programs"][1]["unjudged"] = "another rule"
        self.assertEqual(summary.verdict(document)["doubts"], [])
        self.assertIn("¹ Not judged: another rule.", page.page(document))

    def test_a_gap_is_counted_in_joint_standard_errors(self):
        samples = [agreement.Sample("a", 1, [0.0, 2.0]), agreement.Sample("b", 1, [4.0, 6.0])]
        gap, _ = agreement.gaps("m", "wait", samples, 0.0)
        self.assertAlmostEqual(gap.others, -4 / math.sqrt(2))
        self.assertAlmostEqual(gap.exact, 1)


class ReadingTests(unittest.TestCase):
    def test_the_lines_of_the_controls(self):
        run = programs.read_line(
            "eai N=2000000 wall=0.1935s cust/s=10.337M logical_ev/s=20.675M Pab=0.03252 "
            "Pwait=0.59335 EW=0.065419 rssMB=4.1\n", MODEL["erlang-a"])
        self.assertEqual((run.contacts, run.rate), (2_000_000, 10_337_000))
        self.assertEqual(run.figures, {"wait": 0.065419, "abandonment": 0.03252,
                                       "delayed": 0.59335})
        run = programs.read_line("sbr conc=3 N=20 cust/s=7.6M Pab=0.1 Pwait=0.2 EW=0.3 primary=0.5",
                                 MODEL["skills-chats"])
        self.assertEqual((run.contacts, run.figures["wait"]), (20, 0.3))
        run = programs.read_line("simpy erlangA N=200000 wall=3.052s cust/s=65,527 Pab=0.03401 "
                                 "Pwait=0.61096 E[W]min=0.067813", MODEL["erlang-a"])
        self.assertEqual((run.rate, run.figures["wait"]), (65_527, 0.067813))
        run = programs.read_line("mm1h N=2000000 cust/s=29.326M meanT=9.842", MODEL["mm1"])
        self.assertEqual(list(run.figures), ["wait"])
        self.assertAlmostEqual(run.figures["wait"], 8.842)

    def test_the_result_document_in_mean_efforts(self):
        document = {"metrics": {"wait": {"mean": {"mean": 3.0}}, "abandonment": {"mean": 0.1},
                                "delayed": {"mean": 0.5}},
                    "engine": {"contacts": 10, "contacts_per_second": 5.0, "allocator": None}}
        run = programs.read_document(json.dumps(document), MODEL["erlang-a"])
        self.assertEqual(run.figures, {"wait": 0.05, "abandonment": 0.1, "delayed": 0.5})
        self.assertIsNone(run.allocations)

    def test_a_program_that_fails_or_babbles_is_said_by_name(self):
        for script, words in (("import sys; sys.exit('no /a/b/c.py')", "exit 1: no c.py$"),
                              ("print('hello')", "unreadable")):
            program = programs.Program("Odd", "library", MODEL["mm1"],
                                       [sys.executable, "-c", script], programs.read_json)
            with self.assertRaisesRegex(programs.ProgramFailed, f"Odd on mm1: {words}"):
                program.run(1)


class SummaryTests(unittest.TestCase):
    def test_ratios_are_taken_by_round_and_the_warm_up_is_dropped(self):
        model = made_up()["models"][0]
        model["programs"][1]["rates"] = [9.0, 1.6e7, 8.8e6, 4.8e6]
        self.assertEqual([round(value, 9) for value in summary.ratios(model, model["programs"][1])],
                         [0.5, 1, 2])

    def test_a_target_that_is_missed_is_said(self):
        document = made_up()
        self.assertEqual(summary.missed(document), [])
        document["models"][0]["programs"][1]["target"] = 0.6
        self.assertEqual(len(summary.missed(document)), 1)
        self.assertIn("0.6: **missed**", page.page(document))

    def test_two_threads_against_two_copies(self):
        sized = made_up()["two_threads"]
        self.assertAlmostEqual(two_threads.median_ratio(sized), (8 / 4.2) / (2 * 4.4 / 4.6))
        sized["copy_contacts"] = 0
        self.assertIsNone(two_threads.median_ratio(sized))


class PageTests(unittest.TestCase):
    def test_speeds_have_three_digits(self):
        for value, written in [(8_239_999, "8.24 M"), (28_660_000, "28.7 M"), (65_225, "65.2 k"),
                               (999_400, "999 k"), (999_900, "1.00 M"), (9_996_000, "10.0 M"),
                               (80_000_000, "80.0 M"), (7_000, "7.00 k")]:
            self.assertEqual(page.speed(value), written)

    def test_a_figure_has_as_many_digits_as_its_error_bears(self):
        self.assertEqual(page.with_error(0.0660603, 0.000123), "0.06606 ± 0.00012")
        self.assertEqual(page.with_error(9.0123, 0.21), "9.01 ± 0.21")

    def test_the_block_is_replaced_and_nothing_else(self):
        text = f"above\n{page.BEGIN}\nold 1.23 M\n{page.END}\nbelow\n"
        block = page.number_block(made_up())
        self.assertEqual(page.with_block(text, block), f"above\n{block}\nbelow\n")
        self.assertEqual(page.with_block(page.with_block(text, block), block),
                         page.with_block(text, block))
        with self.assertRaises(ValueError):
            page.with_block("no markers", block)
        self.assertIn("| **Sangdam** | 8.80 M |", block)
        self.assertNotIn("Ciw", block)

    def test_a_document_that_was_stored_gives_the_same_page(self):
        document = made_up()
        stored = json.loads(measure.as_text(document))
        self.assertEqual(stored, json.loads(json.dumps(document)))
        self.assertEqual(page.page(stored), page.page(document))
        self.assertIn("**Left out**: a <thing>.", page.page(document))

    def test_what_is_written_in_the_repository_follows_from_the_raw_runs(self):
        path = measure.RESULTS / "peers.json"
        stored = json.loads(path.read_text(encoding="utf-8"))
        for path, text in measure.pages(stored).items():
            with self.subTest(path.name):
                self.assertEqual(pathlib.Path(path).read_text(encoding="utf-8"), text)


class PictureTests(unittest.TestCase):
    def setUp(self):
        self.root = tree.fromstring(picture.picture(made_up()))
        self.space = {"svg": "http://www.w3.org/2000/svg"}

    def test_it_says_every_value_in_words(self):
        self.assertEqual(self.root.get("role"), "img")
        described = self.root.find("svg:desc", self.space).text
        self.assertEqual(described.count("SimPy, CPython 88.0 k"), len(models.MODELS))
        self.assertTrue(self.root.find("svg:title", self.space).text)

    def test_a_bar_ten_times_as_fast_is_a_decade_longer(self):
        axis = picture.Axis([2e4, 3e7])
        decade = axis.place(1e5) - axis.place(1e4)
        self.assertAlmostEqual(axis.place(4e6) - axis.place(4e5), decade)
        self.assertEqual([label for _, label in axis.decades()],
                         ["10 k", "100 k", "1 M", "10 M", "100 M"])

    def test_bars_and_their_values_stay_inside(self):
        bars = [bar for bar in self.root.findall("svg:rect", self.space)
                if bar.get("height") == str(picture.BAR)]
        self.assertEqual(len(bars), 3 * len(models.MODELS))
        for bar in bars:
            self.assertGreater(float(bar.get("width")), 0)
            end = float(bar.get("x")) + float(bar.get("width"))
            self.assertLessEqual(end, picture.WIDTH - picture.RIGHT)
        height = float(self.root.get("height"))
        for words in self.root.findall("svg:text", self.space):
            self.assertTrue(0 < float(words.get("y")) < height)


if __name__ == "__main__":
    unittest.main()
