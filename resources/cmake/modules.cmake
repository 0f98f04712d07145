# One library a folder, so that a wrong dependency between folders fails to link. They are static in what users get, and
# shared where tests are built: two hundred tests with a copy of everything each took 15 GB under sanitizers.

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(whiskboard_options INTERFACE)
target_include_directories(whiskboard_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(whiskboard_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<BOOL:${WHISKBOARD_WERROR}>:-Werror>)
foreach(linker mold lld)
  find_program(LINKER_${linker} NAMES ${linker} ld.${linker})
  if(LINKER_${linker})
    target_link_options(whiskboard_options INTERFACE -fuse-ld=${linker})
    break()
  endif()
endforeach()
if(BUILD_SHARED_LIBS)
  target_link_options(whiskboard_options INTERFACE -Wl,-z,defs)
  set(CMAKE_LINK_DEPENDS_NO_SHARED ON)
endif()
if(WHISKBOARD_SANITIZE)
  target_compile_options(whiskboard_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
    # The address sanitizer finds what these would, but for misaligned access, which this processor allows; with them
    # compiling takes twice as long.
    -fno-sanitize=null,alignment,object-size)
  target_link_options(whiskboard_options INTERFACE -fsanitize=address,undefined)
endif()

# Type safety for the product's own code; tests may be terser.
add_library(whiskboard_strict INTERFACE)
target_link_libraries(whiskboard_strict INTERFACE whiskboard_options)
target_compile_definitions(whiskboard_strict INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS QT_NO_FOREACH QT_NO_KEYWORDS)

set(WHISKBOARD_CORE_PCH <QByteArray> <QDateTime> <QFuture> <QFutureWatcher> <QHash> <QList> <QObject> <QPromise>
  <QString> <QUrl> <functional> <memory> <optional> <variant>)
set(WHISKBOARD_UI_PCH ${WHISKBOARD_CORE_PCH} <QAbstractItemModel> <QBoxLayout> <QLabel> <QLineEdit> <QPainter>
  <QPushButton> <QTreeView> <QWidget>)

set(WHISKBOARD_TEST_CORE_PCH ${CMAKE_SOURCE_DIR}/tests/support/patience.h <QFuture> <QFutureWatcher> <QHash> <QList> <QPromise> <QSignalSpy> <QString> <QTcpServer>
  <QTemporaryDir> <QTest> <functional> <memory> <optional> <variant>)
set(WHISKBOARD_TEST_UI_PCH ${WHISKBOARD_TEST_CORE_PCH} <QAbstractItemModelTester> <QBoxLayout> <QLabel> <QLineEdit>
  <QPushButton> <QTableView>)

# One precompiled header for all libraries of core, one for those of ui: the library pch_core or pch_ui, which has nothing else.
function(whiskboard_pch part)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/pch/${part}.cpp CONTENT "// Only its precompiled header counts.\n")
  add_library(pch_${part} OBJECT ${CMAKE_BINARY_DIR}/pch/${part}.cpp)
  target_link_libraries(pch_${part} PRIVATE whiskboard_strict Qt6::Core ${ARGN})
  string(TOUPPER ${part} upper)
  target_precompile_headers(pch_${part} PRIVATE ${WHISKBOARD_${upper}_PCH})
  set_target_properties(pch_${part} PROPERTIES AUTOMOC OFF)
endfunction()
if(WHISKBOARD_PCH)
  whiskboard_pch(core)
  whiskboard_pch(ui Qt6::Widgets)
endif()

# whiskboard_module(core/json LIBS ...): the library core_json of all sources in that folder and below.
function(whiskboard_module folder)
  cmake_parse_arguments(ARG "UI" "" "LIBS" ${ARGN})
  string(REPLACE "/" "_" name ${folder})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp ${CMAKE_SOURCE_DIR}/${folder}/*.h)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(${name} ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX DEFINE_SYMBOL "")
  target_link_libraries(${name} PUBLIC whiskboard_strict Qt6::Core ${ARG_LIBS})
  if(WHISKBOARD_PCH AND sources MATCHES "\\.cpp")
    if(ARG_UI)
      target_precompile_headers(${name} REUSE_FROM pch_ui)
    else()
      target_precompile_headers(${name} REUSE_FROM pch_core)
    endif()
  endif()
endfunction()

# One precompiled header for all tests of core, one for those of ui: the library tests_pch_core or tests_pch_ui, which has
# nothing else.
function(whiskboard_test_pch part headers)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/pch_${part}.cpp CONTENT "// Only its precompiled header counts.\n")
  add_library(tests_pch_${part} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/pch_${part}.cpp)
  target_link_libraries(tests_pch_${part} PRIVATE whiskboard_options tests_support Qt6::Test ${ARGN})
  target_precompile_headers(tests_pch_${part} PRIVATE ${headers})
  set_target_properties(tests_pch_${part} PROPERTIES AUTOMOC OFF)
endfunction()

# whiskboard_tests(core/json LIBS ... LABEL unit TIMEOUT 60): one program for each tests/core/json/tst_*.cpp.
function(whiskboard_tests folder)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "LIBS" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  if((ARG_LABEL STREQUAL "unit" AND NOT WHISKBOARD_UNIT_TESTS) OR (WHISKBOARD_SANITIZE AND NOT ARG_LABEL STREQUAL "unit"))
    return()
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 600) # for what hangs; under sanitizers on a loaded machine the slowest need minutes
  endif()
  set(pch core)
  if(ARG_LIBS MATCHES "ui_") # a header without the macros of widgets could not be used with them
    set(pch ui)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/tst_*.cpp)
  foreach(source ${sources})
    get_filename_component(name ${source} NAME_WE)
    # By a command of its own: AUTOMOC would run CMake and compile an empty file for each of two hundred tests.
    set(moc ${CMAKE_CURRENT_BINARY_DIR}/moc/${name}.moc)
    set(includes $<TARGET_PROPERTY:${name},INCLUDE_DIRECTORIES>)
    add_custom_command(OUTPUT ${moc} COMMAND Qt6::moc "-I$<JOIN:${includes},;-I>" ${source} -o ${moc} DEPENDS ${source}
      COMMAND_EXPAND_LISTS VERBATIM)
    add_executable(${name} ${source} ${moc})
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/moc)
    target_link_libraries(${name} PRIVATE whiskboard_options tests_support Qt6::Test ${ARG_LIBS})
    target_compile_definitions(${name} PRIVATE
      TEST_BIN_DIR="${CMAKE_BINARY_DIR}/bin" TEST_SOURCE_DIR="${CMAKE_SOURCE_DIR}/tests")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests AUTOMOC OFF AUTOUIC OFF)
    if(WHISKBOARD_PCH)
      target_precompile_headers(${name} REUSE_FROM tests_pch_${pch})
    else()
      target_compile_options(${name} PRIVATE -include ${CMAKE_SOURCE_DIR}/tests/support/patience.h)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS ${ARG_LABEL}
      ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;LC_ALL=C.UTF-8")
  endforeach()
endfunction()
