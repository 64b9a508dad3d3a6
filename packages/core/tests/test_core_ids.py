import multiprocessing
import random
import re

import pytest
from ai_sdk_core.errors import InvalidArgumentError
from ai_sdk_core.provider_utils.ids import create_id_generator, generate_id


def test_an_id_is_sixteen_letters_and_digits():
    assert re.fullmatch(r"[0-9A-Za-z]{16}", generate_id())


def test_ids_differ():
    assert len({generate_id() for _ in range(1_000)}) == 1_000


def test_a_prefix_is_set_off_by_the_separator():
    assert re.fullmatch(r"msg-[0-9A-Za-z]{16}", create_id_generator(prefix="msg")())
    assert re.fullmatch(r"msg_[ab]{3}", create_id_generator(prefix="msg", separator="_", size=3, alphabet="ab")())


def test_every_letter_of_the_alphabet_occurs():
    assert set(create_id_generator(size=2_000, alphabet="xyz")()) == set("xyz")


def test_an_alphabet_of_one_letter_works():
    assert create_id_generator(size=4, alphabet="X")() == "XXXX"


def test_the_separator_must_not_be_part_of_the_alphabet():
    with pytest.raises(
        InvalidArgumentError, match=r'The separator "a" must not be part of the alphabet "abc"\.'
    ) as info:
        create_id_generator(prefix="p", separator="a", alphabet="abc")
    assert info.value.argument == "separator"


def test_the_separator_does_not_matter_without_a_prefix():
    assert create_id_generator(separator="a", size=1, alphabet="a")() == "a"


def test_an_empty_alphabet_and_a_negative_size_are_refused():
    with pytest.raises(InvalidArgumentError, match="alphabet"):
        create_id_generator(alphabet="")
    with pytest.raises(InvalidArgumentError, match="size"):
        create_id_generator(size=-1)


def test_seeding_the_random_module_does_not_repeat_ids():
    random.seed(1)
    first = generate_id()
    random.seed(1)
    assert generate_id() != first


def _put_id(queue):
    queue.put(generate_id())


def test_forked_processes_do_not_repeat_ids():
    context = multiprocessing.get_context("fork")
    queue = context.SimpleQueue()
    for _ in range(2):
        process = context.Process(target=_put_id, args=(queue,))
        process.start()
        process.join()
    assert queue.get() != queue.get()
    queue.close()
