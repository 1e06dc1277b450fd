# How everything here is compiled. Targets link ccmail2mbox_options for it.
include(CTest)

set(CCMAIL2MBOX_SANITIZE "" CACHE STRING "Sanitizers to build with, for instance address,undefined")

add_library(ccmail2mbox_options INTERFACE)
target_compile_features(ccmail2mbox_options INTERFACE cxx_std_20)
target_include_directories(ccmail2mbox_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(ccmail2mbox_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlapping copies in every `"text" + std::string()` (GCC bug 105651).
  target_compile_options(ccmail2mbox_options INTERFACE -Wno-restrict)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(CCMAIL2MBOX_SANITIZE)
  target_compile_options(ccmail2mbox_options INTERFACE
    -fsanitize=${CCMAIL2MBOX_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(ccmail2mbox_options INTERFACE -fsanitize=${CCMAIL2MBOX_SANITIZE})
endif()
